-- The age of the oldest work that could be claimed now, passing over the clients in $2: their
-- backlogs are parked.
with recursive rendering as (
    (select client_id, due_at from render_queue order by client_id, due_at limit 1)
    union all
    select next.client_id, next.due_at
    from rendering r
    cross join lateral (
        select q.client_id, q.due_at
        from render_queue q
        where q.client_id > r.client_id
        order by q.client_id, q.due_at
        limit 1) next
),
delivering as (
    (select client_id, due_at from delivery_queue order by client_id, due_at limit 1)
    union all
    select next.client_id, next.due_at
    from delivering d
    cross join lateral (
        select q.client_id, q.due_at
        from delivery_queue q
        where q.client_id > d.client_id
        order by q.client_id, q.due_at
        limit 1) next
)
select (select min(due_at) from rendering where due_at <= $1) as render_due_at,
    (select min(due_at) from delivering where due_at <= $1 and client_id <> all ($2::uuid[]))
        as delivery_due_at
