-- Nodes without a heartbeat for five seconds; none unless the asking node itself has had heartbeats
-- without a gap for as long. After a database outage every node's last heartbeat is old.
select other.id
from node me
join node other on other.id <> me.id
where me.id = :node
    and me.seen_at > clock_timestamp() - interval '2 seconds'
    and me.steady_since < clock_timestamp() - interval '5 seconds'
    and other.seen_at < clock_timestamp() - interval '5 seconds'
