-- Gives notifications that nodes of an earlier version have queued, and do not hold, to their shards.
-- None of them finds them any more. :max of them at a time.
with waiting as (
    select q.client_id, q.notification_id
    from delivery_queue q
    where q.claims >= 0 and q.shard is null and (q.node is null or q.due_at <= :now)
    order by q.client_id, q.endpoint, q.due_at
    limit :max
    for update skip locked
),
adopted as (
    update delivery_queue q
    set shard = shard_of(n.client_id, n.origin), claims = -1, node = null
    from waiting w
    join notification n
        on n.client_id = any (array[w.client_id]) and n.id = any (array[w.notification_id])
    where q.client_id = any (array[w.client_id])
        and q.notification_id = any (array[w.notification_id])
    returning 1
)
select count(*)::int as adopted from adopted
