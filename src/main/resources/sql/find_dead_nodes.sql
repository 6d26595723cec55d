-- The nodes that have not been seen for five seconds: nobody's, unless node :node, who asks, has itself
-- been seen without a gap for as long. After Postgres was away, everybody's last sign is old.
select other.id
from node me
join node other on other.id <> me.id
where me.id = :node
    and me.seen_at > clock_timestamp() - interval '2 seconds'
    and me.steady_since < clock_timestamp() - interval '5 seconds'
    and other.seen_at < clock_timestamp() - interval '5 seconds'
