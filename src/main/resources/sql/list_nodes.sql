-- Every node with what it holds; alive: its last heartbeat is no older than five seconds.
select n.id, n.name, n.roles, n.version, n.seen_at, n.drain_at,
    n.seen_at > clock_timestamp() - interval '5 seconds' as alive,
    (select count(*) from render_queue q where q.node = n.id) as documents,
    (
        select count(*)
        from delivery_hand h
        cross join lateral unnest(h.clients, h.notifications, h.claims) as i (client_id, id, claims)
        join delivery_queue q
            on q.client_id = any (array[i.client_id]) and q.notification_id = any (array[i.id])
                and q.claims = i.claims
        where h.node = n.id) as notifications
from node n
order by n.name nulls last, n.id
limit :limit
