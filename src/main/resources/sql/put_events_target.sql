-- Says where events go. Naming an endpoint that is gone reinstates it.
with told as (
    update client
    set events_origin = $2, events_target = $3, events_key = $4, events_key_of = sha256($3)
    where id = $1
)
update endpoint
set gone_at = null
where client_id = $1 and key = $4 and gone_at is not null
