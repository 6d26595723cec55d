-- Frees shards of a node that has nothing of them in hand.
update delivery_shard
set node = null
where node = :node and epoch = :epoch and shard = any (:shards::smallint[])
