-- Marks a URL that has a row as gone, the first time that it answers 410, and owes its client the
-- event (:event, or null) if the client wants to be told elsewhere.
with ended as (
    update endpoint
    set gone_at = :now
    where client_id = :client and key = :endpoint and gone_at is null
    returning client_id, origin
),
changed as (
    -- claims that have not seen it claim nothing
    update delivery_shard s set changes = s.changes + 1
    from ended e
    where s.shard = shard_of(e.client_id, e.origin)
),
owed as (
    insert into notification
        (client_id, id, event, dialect, created_at, next_attempt_at, origin, target, body, endpoint)
    select e.client_id, event_notification(:event::uuid, r.endpoint, r.registered),
        'endpoint.gone', r.dialect, :now, :now, r.origin, r.target, :event_body::bytea, r.endpoint
    from ended e
    cross join lateral event_receivers(e.client_id, 'endpoint.gone') r
    where :event::uuid is not null and r.endpoint <> :endpoint | 1
    returning client_id, id, endpoint, next_attempt_at, origin
)
insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at, shard, claims)
select client_id, id, endpoint, endpoint, next_attempt_at, shard_of(client_id, origin), -1 from owed
