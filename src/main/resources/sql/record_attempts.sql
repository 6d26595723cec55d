-- Records attempts, and ends or postpones their notifications. An attempt of another of the node's
-- :epochs is left out: its shard may be another node's. Who ends this epoch waits for this
-- statement. The notification's final state is kept with the attempt; the view
-- notification_now reads it there. :events and :event_bodies hold the operational event that an
-- attempt causes, or null; it is queued in the same statement if the client wants to be told.
-- "= any (array[...])": see claim_notifications.sql.
with input as (
    select i.*
    from (select epoch from node where id = :node for key share) n
    join unnest(:clients::uuid[], :notifications::uuid[], :claims::int[], :numbers::smallint[],
        :started_times::timestamptz[], :latencies_ms::int[], :addresses::text[], :outcomes::text[],
        :statuses::smallint[], :details::text[], :answers::bytea[], :states::text[],
        :next_attempt_times::timestamptz[], :ended_times::timestamptz[], :events::uuid[],
        :event_bodies::bytea[], :heads::text[], :epochs::bigint[])
        as i (client_id, notification_id, claims, number, started_at, latency_ms, address, outcome,
            status, detail, answer, state, next_attempt_at, ended_at, event_id, event_body,
            heads, epoch)
        on i.epoch = n.epoch
),
ended as (
    delete from delivery_queue q
    using input i
    where q.client_id = any (array[i.client_id])
        and q.notification_id = any (array[i.notification_id])
        and i.next_attempt_at is null
        and q.claims = i.claims
    returning i.client_id, i.notification_id, i.number,
        i.started_at, i.latency_ms, i.address, i.outcome, i.status, i.detail, i.answer,
        i.heads, i.state as ended_as, i.ended_at, i.event_id, i.event_body
),
postponed as (
    update delivery_queue q
    set due_at = i.next_attempt_at, scheduled_at = i.next_attempt_at, attempts_made = i.number,
        claims = q.claims - 1
    from input i
    where q.client_id = any (array[i.client_id])
        and q.notification_id = any (array[i.notification_id])
        and i.next_attempt_at is not null
        and q.claims = i.claims
    returning i.client_id, i.notification_id, i.number, i.started_at, i.latency_ms, i.address,
        i.outcome, i.status, i.detail, i.answer, i.heads
),
events as (
    insert into notification
        (client_id, id, event, dialect, created_at, next_attempt_at, origin, target, body, endpoint)
    select e.client_id, event_notification(e.event_id, r.endpoint, r.registered),
        'notification.exhausted', r.dialect, e.ended_at, e.ended_at, r.origin, r.target,
        e.event_body, r.endpoint
    from ended e
    cross join lateral event_receivers(e.client_id, 'notification.exhausted') r
    where e.event_id is not null
    returning client_id, id, endpoint, next_attempt_at, origin
),
queued as (
    insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at, shard, claims)
    select client_id, id, endpoint, endpoint, next_attempt_at, shard_of(client_id, origin), -1
    from events
),
fed as (
    -- last: it waits for other statements of the same client
    select append_to_feeds(array_agg(e.client_id), array_agg(e.ended_at),
        array_agg('notification.' || e.ended_as), array_agg(e.notification_id)) as feeds
    from ended e
    where (select count(*) from postponed) >= 0
)
insert into attempt (client_id, notification_id, number, started_at, latency_ms, address, outcome,
    status, detail, answer, heads, ended_as, ended_at)
select client_id, notification_id, number, started_at, latency_ms, address, outcome, status, detail,
    answer, heads, ended_as, ended_at
from ended
cross join fed
union all
select *, null, null from postponed
-- written before, by a commit whose confirmation was lost
on conflict do nothing
