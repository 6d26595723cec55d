-- A node gives up what it holds: at its start, what it held when it died; at its end, what its drain
-- has left. :claims_undone is 1 for a claim that did not happen, and 0 for one that the node may have died of.
with documents as (
    update render_queue set due_at = :now, claims = claims - :claims_undone, begun = begun and :claims_undone = 0, node = null
    where node = :node and due_at > :now
    returning 1
),
notifications as (
    update delivery_queue set due_at = :now, node = null where node = :node and due_at > :now returning 1
)
select (select count(*) from documents)::int + (select count(*) from notifications)::int as leases
