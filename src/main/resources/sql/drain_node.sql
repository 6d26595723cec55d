update node set drain_at = coalesce(drain_at, :now)
where id::text = :node::text or name = :node::text
returning id
