-- Releases a node's documents: at its start those from before a crash, at its end those left by the
-- drain. :claims_undone is 1 for claims that do not count, 0 for those that the node may have died
-- of.
with documents as (
    update render_queue
    set due_at = :now, claims = claims - :claims_undone, begun = begun and :claims_undone = 0,
        node = null
    where node = :node and due_at > :now
    returning 1
)
select (select count(*) from documents)::int as leases
