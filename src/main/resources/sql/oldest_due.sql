-- The due times of the oldest work that could be claimed now. Skips what is parked: the backlogs of
-- :blocked_clients and of endpoints that are held or paused. Examines at most :max_steps clients
-- and as many endpoints. "= any (array[...])": see claim_notifications.sql.
with recursive rendering as (
    (select client_id, due_at, 1 as step from render_queue order by client_id, due_at limit 1)
    union all
    select next.client_id, next.due_at, r.step + 1
    from rendering r
    cross join lateral (
        select q.client_id, q.due_at
        from render_queue q
        where q.client_id > r.client_id
        order by q.client_id, q.due_at
        limit 1) next
    where r.step < :max_steps
),
delivering as (
    (select client_id, endpoint, due_at, 1 as step
    from delivery_queue
    where shard is not null
    order by client_id, endpoint, due_at
    limit 1)
    union all
    select next.client_id, next.endpoint, next.due_at, d.step + 1
    from delivering d
    cross join lateral (
        select q.client_id, q.endpoint, q.due_at
        from delivery_queue q
        where (q.client_id, q.endpoint) > (d.client_id, d.endpoint) and q.shard is not null
        order by q.client_id, q.endpoint, q.due_at
        limit 1) next
    where d.step < :max_steps
),
-- what was held is due since the end of the hold; what waits for its turn in a rate, since the turn
claimable as (
    select d.client_id, d.endpoint,
        case
            when e.gone_at is not null and e.url is not null then d.due_at
            else greatest(d.due_at, e.held_until, o.held_until, e.rate_used_until)
        end as due_at
    from delivering d
    left join endpoint e
        on e.client_id = any (array[d.client_id]) and e.key = any (array[d.endpoint])
    left join endpoint o
        on o.client_id = any (array[e.client_id]) and o.key = any (array[e.origin_key])
    where (d.endpoint & 1 = 1 or d.client_id <> all (:blocked_clients::uuid[]))
        and (e.paused_at is null and o.paused_at is null or e.gone_at is not null)
)
select (select min(due_at) from rendering where due_at <= :now) as render_due_at,
    (select min(due_at) from claimable where due_at <= :now) as delivery_due_at
