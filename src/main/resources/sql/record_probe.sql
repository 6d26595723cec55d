-- Shows that this node can write. The rows of nodes that are gone are deleted.
with gone as (
    delete from node_probe where probed_at < :old and node <> :node
)
insert into node_probe (node, probed_at)
values (:node, :now)
on conflict (node) do update set probed_at = excluded.probed_at
