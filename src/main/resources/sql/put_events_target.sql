-- Says where events go. Naming an endpoint that is gone reinstates it.
with told as (
    update client set events_origin = $2, events_target = $3 where id = $1
)
update endpoint
set gone_at = null
where client_id = $1 and key = endpoint_key($2, true) and gone_at is not null
