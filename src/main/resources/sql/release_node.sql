-- A node gives up what it holds: at its start, what it held when it died; at its end, what its drain
-- has left. $3 is 1 for a claim that did not happen, and 0 for one that the node may have died of.
with documents as (
    update render_queue set due_at = $2, claims = claims - $3, begun = begun and $3 = 0, node = null
    where node = $1 and due_at > $2
    returning 1
),
notifications as (
    update delivery_queue set due_at = $2, node = null where node = $1 and due_at > $2 returning 1
)
select (select count(*) from documents)::int + (select count(*) from notifications)::int as leases
