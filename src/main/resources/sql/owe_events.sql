-- Queues operational events, each due at its time, to clients that have an events target. An event
-- that exists already is not queued again.
with input as (
    select *
    from unnest(:clients::uuid[], :events::uuid[], :types::text[], :bodies::bytea[],
        :created_times::timestamptz[], :due_times::timestamptz[])
        as i (client_id, id, event, body, created_at, due_at)
),
owed as (
    insert into notification
        (client_id, id, event, dialect, created_at, next_attempt_at, origin, target, body, endpoint)
    select i.client_id, i.id, i.event, coalesce(c.events_format, 'native'), i.created_at, i.due_at,
        c.events_origin, c.events_target, i.body, events_endpoint(c)
    from input i
    join client c on c.id = i.client_id
    where c.events_origin is not null
    on conflict do nothing
    returning client_id, id, endpoint, next_attempt_at
)
insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at)
select client_id, id, endpoint, endpoint, next_attempt_at from owed
