-- Sets the events target. Naming an endpoint that is gone reinstates it.
with told as (
    update client
    set events_origin = :origin, events_target = :target, events_key = :endpoint,
        events_key_of = sha256(:target), events_format = :format
    where id = :client
)
update endpoint
set gone_at = null
where client_id = :client and key = :endpoint and gone_at is not null
