-- Every node with what it holds; alive: its last heartbeat is no older than five seconds.
select n.id, n.name, n.roles, n.version, n.seen_at, n.drain_at,
    n.seen_at > clock_timestamp() - interval '5 seconds' as alive,
    (select count(*) from render_queue q where q.node = n.id) as documents,
    (select count(*) from delivery_queue q where q.node = n.id) as notifications
from node n
order by n.name nulls last, n.id
limit :limit
