-- Queues operational events, each due at its time, to those whom their clients want to be told. An
-- event that exists already is not queued again.
with input as (
    select *
    from unnest(:clients::uuid[], :events::uuid[], :types::text[], :bodies::bytea[],
        :created_times::timestamptz[], :due_times::timestamptz[])
        as i (client_id, id, event, body, created_at, due_at)
),
owed as (
    insert into notification
        (client_id, id, event, dialect, created_at, next_attempt_at, origin, target, body, endpoint)
    select i.client_id, event_notification(i.id, r.endpoint, r.registered), i.event, r.dialect,
        i.created_at, i.due_at, r.origin, r.target, i.body, r.endpoint
    from input i
    cross join lateral event_receivers(i.client_id, i.event) r
    on conflict do nothing
    returning client_id, id, endpoint, next_attempt_at, origin
)
insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at, shard, claims)
select client_id, id, endpoint, endpoint, next_attempt_at, shard_of(client_id, origin), -1 from owed
