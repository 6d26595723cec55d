-- Records attempts that another follows at once; the schedule does not count them. An attempt of
-- another of the node's :epochs is left out.
with input as (
    select i.*
    from (select epoch from node where id = :node for key share) n
    join unnest(:clients::uuid[], :notifications::uuid[], :claims::int[], :numbers::smallint[],
        :started_times::timestamptz[], :latencies_ms::int[], :addresses::text[], :outcomes::text[],
        :statuses::smallint[], :details::text[], :answers::bytea[], :heads::text[], :epochs::bigint[])
        as i (client_id, notification_id, claims, number, started_at, latency_ms, address, outcome,
            status, detail, answer, heads, epoch)
        on i.epoch = n.epoch
),
counted as (
    update delivery_queue q
    set attempts_made = i.number, attempts_before = q.attempts_before + 1
    from input i
    where q.client_id = any (array[i.client_id])
        and q.notification_id = any (array[i.notification_id])
        and q.claims = i.claims
        -- not twice, after a commit whose confirmation was lost
        and q.attempts_made < i.number
    returning i.client_id, i.notification_id, i.number, i.started_at, i.latency_ms, i.address,
        i.outcome, i.status, i.detail, i.answer, i.heads
)
insert into attempt (client_id, notification_id, number, started_at, latency_ms, address, outcome,
    status, detail, answer, heads)
select * from counted
on conflict do nothing
