-- Finds endpoints of :shards that have something due and not :in_hand: one page of a walk that
-- descends the index once per endpoint, whatever the backlogs. It begins after :after_endpoint of
-- :after_client and visits at most :max_steps endpoints, and at most :max_of_client of one client
-- before it moves to the next; if it is :deep, it ends with that client. Endpoints that are held
-- or paused are left out. Returns, in the walk's order, those that are due, the last one of each
-- client that may have more, and the last one of all.
--
-- "= any (array[...])": see claim_notifications.sql.
with recursive held as materialized (
    select unnest(:in_hand::uuid[]) as id
),
walk as (
    (select q.client_id, q.endpoint, q.due_at, q.shard, 1 as step, 1 as nth
    from delivery_queue q
    where (q.client_id, q.endpoint) > (:after_client, :after_endpoint)
        and q.shard is not null and q.notification_id not in (select id from held)
    order by q.client_id, q.endpoint, q.due_at
    limit 1)
    union all
    select next.client_id, next.endpoint, next.due_at, next.shard, walk.step + 1,
        case when next.client_id = walk.client_id then walk.nth + 1 else 1 end
    from walk
    cross join lateral (
        select q.client_id, q.endpoint, q.due_at, q.shard
        from delivery_queue q
        where (q.client_id, q.endpoint) > (
            walk.client_id,
            case when walk.nth < :max_of_client then walk.endpoint else 9223372036854775807 end)
            and q.shard is not null and q.notification_id not in (select id from held)
        order by q.client_id, q.endpoint, q.due_at
        limit 1) next
    where walk.step < :max_steps and (not :deep::boolean or walk.client_id = :after_client)
),
visited as (
    select w.*,
        w.due_at <= :now and w.shard = any (:shards::smallint[])
            and ((e.held_until is null or e.held_until <= :now)
                    and (o.held_until is null or o.held_until <= :now)
                    and e.paused_at is null and o.paused_at is null
                or e.gone_at is not null and e.url is not null) as due,
        lead(w.step) over (order by w.step) is null as last
    from walk w
    left join endpoint e
        on e.client_id = any (array[w.client_id]) and e.key = any (array[w.endpoint])
    left join endpoint o
        on o.client_id = any (array[e.client_id]) and o.key = any (array[e.origin_key])
)
select client_id, endpoint, due, step, nth
from visited
where due or last or nth = :max_of_client
order by step
