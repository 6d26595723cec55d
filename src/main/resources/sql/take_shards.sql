-- Takes shards that nobody holds, up to the share of one of the nodes that dispatch. Returns what this
-- node holds, and how many that may be; nothing in another epoch.
--
-- A node holds a shard while its row has the epoch under which it took it. One epoch's row never comes
-- back, so what is free in the snapshot is free unless another node has taken it meanwhile.
with me as materialized (
    select n.id, n.dispatches from node n where n.id = :node and n.epoch = :epoch for key share
),
ready as (
    update node n set dispatches = true from me m where n.id = m.id and not m.dispatches
),
share as (
    select ceil(
        (select count(*) from delivery_shard)::numeric
        / (select greatest(1, count(*))
            from node n
            where n.id = :node
                or n.dispatches and n.drain_at is null
                    and n.seen_at > clock_timestamp() - interval '5 seconds'))::int as size
),
held as materialized (
    select s.shard from delivery_shard s join me m on m.id = s.node where s.epoch = :epoch
),
free as materialized (
    select s.shard, s.node, s.epoch
    from delivery_shard s
    cross join me
    where not exists (select from node n where n.id = s.node and n.epoch = s.epoch)
    order by s.shard
    limit greatest(0, (select size from share) - (select count(*) from held))
),
taken as (
    update delivery_shard s
    set node = :node, epoch = :epoch
    from free f
    where s.shard = f.shard and s.node is not distinct from f.node and s.epoch = f.epoch
    returning s.shard
)
select s.size as share,
    array(select shard from held union all select shard from taken)::smallint[] as shards
from share s
cross join me
