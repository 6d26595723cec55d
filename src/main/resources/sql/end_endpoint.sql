-- An endpoint is gone, since the first time that it said so; and its client is told so then, if it
-- has said where: $5 and $6 are the event, if there is one.
with ended as (
    insert into endpoint (client_id, key, origin, gone_at)
    values ($1, $2, $3, $4)
    on conflict (client_id, key) do update
    set gone_at = excluded.gone_at
    where endpoint.gone_at is null
    returning client_id
),
owed as (
    insert into notification
        (client_id, id, event, dialect, created_at, next_attempt_at, origin, target, body)
    select c.id, $5::uuid, 'endpoint.gone', 'native', $4, $4, c.events_origin, c.events_target, $6::bytea
    from ended e
    join client c on c.id = e.client_id
    where $5::uuid is not null and c.events_origin is not null
    returning client_id, id, origin, next_attempt_at
)
insert into delivery_queue (client_id, notification_id, endpoint, due_at)
select client_id, id, endpoint_key(origin, true), next_attempt_at from owed
