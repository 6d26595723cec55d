-- Marks a URL that has a row as gone, the first time that it answers 410, and owes its client the
-- event (:event, or null) if the client has an events target.
with ended as (
    update endpoint
    set gone_at = :now
    where client_id = :client and key = :endpoint and gone_at is null
    returning client_id
),
owed as (
    insert into notification
        (client_id, id, event, dialect, created_at, next_attempt_at, origin, target, body, endpoint)
    select c.id, :event::uuid, 'endpoint.gone', 'native', :now, :now, c.events_origin,
        c.events_target, :event_body::bytea, events_endpoint(c)
    from ended e
    join client c on c.id = e.client_id
    where :event::uuid is not null and c.events_origin is not null
    returning client_id, id, endpoint, next_attempt_at
)
insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at)
select client_id, id, endpoint, endpoint, next_attempt_at from owed
