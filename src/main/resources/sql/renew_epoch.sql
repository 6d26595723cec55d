-- Begins another epoch of a node: its shards are free, and what it still has in hand is not recorded
-- any more. Waits for what is being recorded.
with mine as materialized (
    select id from node where id = :node for update
),
forgotten as (
    delete from delivery_hand where node = :node
)
update node n
set epoch = nextval('node_epoch'), dispatches = false
from mine m
where n.id = m.id
returning n.epoch
