-- The age of the oldest work that could be claimed now. Passed over are the clients in $2, whose
-- notifications are blocked, and endpoints that are held or gone: theirs is not overdue. Looks at
-- no more than $3 clients and as many endpoints.
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
    where r.step < $3
),
delivering as (
    (select client_id, endpoint, due_at, 1 as step
    from delivery_queue
    order by client_id, endpoint, due_at
    limit 1)
    union all
    select next.client_id, next.endpoint, next.due_at, d.step + 1
    from delivering d
    cross join lateral (
        select q.client_id, q.endpoint, q.due_at
        from delivery_queue q
        where (q.client_id, q.endpoint) > (d.client_id, d.endpoint)
        order by q.client_id, q.endpoint, q.due_at
        limit 1) next
    where d.step < $3
)
select (select min(due_at) from rendering where due_at <= $1) as render_due_at,
    (select min(d.due_at)
    from delivering d
    left join endpoint e on e.client_id = d.client_id and e.key = d.endpoint
    where d.due_at <= $1
        and (d.endpoint & 1 = 1 or d.client_id <> all ($2::uuid[]))
        and (e.held_until is null or e.held_until <= $1) and e.gone_at is null) as delivery_due_at
