-- Claims up to :max notifications of :shards, divided among the clients that have some due, and for
-- each client among its endpoints. Nothing is locked or written for a notification: those :in_hand
-- are passed over, and the claim is noted as hand :hand, until that is among :hands_done. An endpoint is a
-- URL or, for URLs without a row of their own, their origin. It is skipped while it or its origin is
-- held or paused, or its rate is used up.
--
-- The walk descends the index once per endpoint, whatever the backlogs, starting after
-- :after_client. It visits at most :max_steps endpoints, and at most :max_endpoints_of_client of
-- one client before it moves to the next. A later statement continues with the rest of such a
-- client: the deep walk, after endpoint :deep_after of :deep_client, of at most :max_steps. The
-- endpoints in :busy_endpoints had more due than earlier statements took; every statement visits
-- them, and they share what the walk leaves. Always returns at least one row, which says where the
-- walks ended.
--
-- A client may take :free_of_clients if it is one of :limited_clients, else :free_per_client; an
-- endpoint likewise. :blocked_clients may take operational events only.
--
-- Plans are made once, when the queue is mostly empty: with "=", the planner would join by reading
-- all of it. For "= any (array[...])" it can only use the index, row by row.
with recursive mine as materialized (
    select s.shard, s.changes
    from delivery_shard s
    join node n on n.id = s.node and n.epoch = s.epoch
    where s.node = :node and s.epoch = :epoch and s.shard = any (:shards::smallint[])
),
held as materialized (
    select unnest(:in_hand::uuid[]) as id
),
walk as (
    (select q.client_id, q.endpoint, q.due_at, q.shard, q.notification_id, 1 as step, 1 as nth
    from delivery_queue q
    where q.client_id > :after_client and q.shard is not null
    order by q.client_id, q.endpoint, q.due_at
    limit 1)
    union all
    select next.client_id, next.endpoint, next.due_at, next.shard, next.notification_id,
        walk.step + 1,
        case when next.client_id = walk.client_id then walk.nth + 1 else 1 end
    from walk
    cross join lateral (
        select q.client_id, q.endpoint, q.due_at, q.shard, q.notification_id
        from delivery_queue q
        where (q.client_id, q.endpoint) > (
            walk.client_id,
            case when walk.nth < :max_endpoints_of_client
                then walk.endpoint
                else 9223372036854775807
            end)
            and q.shard is not null
        order by q.client_id, q.endpoint, q.due_at
        limit 1) next
    where walk.step < :max_steps
),
deep as (
    (select q.endpoint, q.due_at, q.shard, q.notification_id, 1 as nth
    from delivery_queue q
    where q.client_id = :deep_client and q.endpoint > :deep_after and q.shard is not null
    order by q.endpoint, q.due_at
    limit 1)
    union all
    select next.endpoint, next.due_at, next.shard, next.notification_id, deep.nth + 1
    from deep
    cross join lateral (
        select q.endpoint, q.due_at, q.shard, q.notification_id
        from delivery_queue q
        where q.client_id = :deep_client and q.endpoint > deep.endpoint and q.shard is not null
        order by q.endpoint, q.due_at
        limit 1) next
    where deep.nth < :max_steps
),
busy as (
    select b.client_id, b.endpoint, first.due_at, first.shard, first.notification_id
    from unnest(:busy_clients::uuid[], :busy_endpoints::bigint[]) as b (client_id, endpoint)
    cross join lateral (
        select q.due_at, q.shard, q.notification_id
        from delivery_queue q
        where q.client_id = b.client_id and q.endpoint = b.endpoint and q.shard is not null
        order by q.due_at
        limit 1) first
),
visited as materialized (
    -- when the first one is due that is not in hand
    select v.client_id, v.endpoint, v.shard, v.turn,
        case
            when v.notification_id in (select id from held) then (
                select q.due_at
                from delivery_queue q
                where q.client_id = v.client_id and q.endpoint = v.endpoint
                    and q.shard is not null and q.notification_id not in (select id from held)
                order by q.due_at
                limit 1)
            else v.due_at
        end as due_at
    from (
        select client_id, endpoint, shard, notification_id, due_at, min(turn) as turn
        from (
            select client_id, endpoint, shard, notification_id, due_at, 0 as turn from walk
            union all
            select :deep_client, endpoint, shard, notification_id, due_at, 1 from deep
            union all
            select client_id, endpoint, shard, notification_id, due_at, 2 from busy) any_of_them
        where shard in (select shard from mine)
        group by client_id, endpoint, shard, notification_id, due_at) v
),
open as (
    select v.client_id, v.endpoint, v.due_at, v.turn,
        e.gone_at is not null and e.url is not null as gone,
        coalesce(c.free, :free_per_client) as client_free,
        coalesce(l.free, :free_per_endpoint) as endpoint_free,
        e.rate_per_second as rate
    from visited v
    left join unnest(:limited_clients::uuid[], :free_of_clients::int[]) as c (client_id, free)
        on c.client_id = v.client_id
    left join unnest(:endpoint_clients::uuid[], :endpoints::bigint[], :free_of_endpoints::int[])
        as l (client_id, endpoint, free)
        on l.client_id = v.client_id and l.endpoint = v.endpoint
    left join endpoint e
        on e.client_id = any (array[v.client_id]) and e.key = any (array[v.endpoint])
    left join endpoint o
        on o.client_id = any (array[e.client_id]) and o.key = any (array[e.origin_key])
    where v.due_at <= :now
        and coalesce(c.free, :free_per_client) > 0 and coalesce(l.free, :free_per_endpoint) > 0
        and ((e.held_until is null or e.held_until <= :now)
                and (o.held_until is null or o.held_until <= :now)
                and e.paused_at is null and o.paused_at is null
            or e.gone_at is not null and e.url is not null)
        -- the lowest bit marks operational events, which a block lets pass
        and (v.endpoint & 1 = 1 or v.client_id <> all (:blocked_clients::uuid[]))
),
metered as materialized (
    -- one node at a time uses up a rate; another that comes meanwhile passes the endpoint over
    select o.client_id, o.endpoint, o.rate, locked.room
    from open o
    cross join lateral (
        select rate_room(e.rate_per_second, e.rate_used_until, :now) as room
        from endpoint e
        where e.client_id = any (array[o.client_id]) and e.key = any (array[o.endpoint])
        limit 1
        for no key update skip locked) locked
    where o.rate is not null and not o.gone
),
share as materialized (
    -- one more share is left free for the next client; computed once, not for each endpoint
    select ceil(:max::numeric / (count(distinct client_id) + 1))::int as size from open
),
free as (
    select o.client_id, o.endpoint, o.due_at, o.turn, o.gone, o.client_free,
        case when o.rate is null or o.gone
            then o.endpoint_free
            else least(o.endpoint_free, coalesce(m.room, 0))
        end as endpoint_free
    from open o
    left join metered m on m.client_id = o.client_id and m.endpoint = o.endpoint
),
entitled as (
    select o.*, least(o.client_free, s.size) as client_quota,
        ceil(least(o.client_free, s.size)::numeric / count(*) over (partition by o.client_id))::int
            as endpoint_quota,
        count(*) over (partition by o.client_id) as endpoints,
        row_number() over (partition by o.client_id order by o.due_at, o.endpoint) as nth
    from free o
    cross join share s
),
picked as (
    -- has_more: the endpoint could have taken more than its share
    select one.*, e.gone, e.turn,
        e.endpoint_quota < least(e.endpoint_free, e.client_free) and one.nth = e.endpoint_quota
            or e.client_quota < least(e.endpoints, e.client_free) as has_more
    from (
        -- in the order of the walk: the next statement continues where this one ends
        select * from entitled where nth <= client_quota order by turn, client_id, nth) e
    cross join lateral (
        select due.*, row_number() over () as nth
        from (
            select q.client_id, q.notification_id, q.endpoint, q.url_key, q.shard, q.claims,
                q.attempts_made, q.attempts_before
            from delivery_queue q
            where q.client_id = e.client_id and q.endpoint = e.endpoint and q.due_at <= :now
                and q.shard is not null and q.notification_id not in (select id from held)
            order by q.due_at
            limit least(e.endpoint_quota, e.endpoint_free)) due) one
    limit :max
),
still as materialized (
    -- Another node may have taken the shard since the snapshot, or somebody something out of it. Who
    -- does either from now on waits for this statement, and then finds what is in hand.
    select s.shard
    from delivery_shard s
    join mine m on m.shard = s.shard
    where s.shard in (select shard from picked)
        and s.node = :node and s.epoch = :epoch and s.changes = m.changes
    for share of s
),
claimed as materialized (
    -- "is true" keeps this from becoming a join, which would compare each with each
    select p.* from picked p where (p.shard in (select shard from still)) is true
),
noted as (
    insert into delivery_hand (node, number, clients, notifications, claims)
    select :node, :hand, array_agg(client_id), array_agg(notification_id), array_agg(claims)
    from claimed
    having count(*) > 0
),
settled as (
    delete from delivery_hand where node = :node and number = any (:hands_done::bigint[])
),
used as (
    update endpoint e
    set rate_used_until = rate_used(m.rate, e.rate_used_until, :now, m.claimed)
    from (
        select m.client_id, m.endpoint, m.rate, count(*)::int as claimed
        from metered m
        join claimed c on c.client_id = m.client_id and c.endpoint = m.endpoint
        group by m.client_id, m.endpoint, m.rate) m
    where e.client_id = any (array[m.client_id]) and e.key = any (array[m.endpoint])
),
last as (
    select w.client_id, w.endpoint from walk w order by w.step desc limit 1
),
reached as (
    -- last_endpoint: null unless the client has further endpoints
    select coalesce(max(step), 0) as steps,
        (select client_id from last) as last_client,
        (select l.endpoint
        from last l
        cross join lateral (
            select q.endpoint
            from delivery_queue q
            where q.client_id = l.client_id and q.endpoint > l.endpoint and q.shard is not null
            order by q.endpoint
            limit 1) next) as last_endpoint,
        array_agg(client_id) filter (where nth = :max_endpoints_of_client) as deep_clients,
        array_agg(endpoint) filter (where nth = :max_endpoints_of_client) as deep_endpoints,
        (select max(endpoint) from deep where nth = :max_steps) as deep_reached
    from walk
)
-- u: the row of a URL that is queued under its origin, if it has got one since. If that is paused,
-- the notification is released for a moment, which moves it to its URL.
select r.*, c.client_id, c.notification_id, c.endpoint, c.url_key, c.shard, c.claims,
    c.attempts_made, c.attempts_before, c.gone or u.gone_at is not null as gone,
    case when u.paused_at is null
        then u.held_until
        else greatest(u.held_until, :now::timestamptz + interval '5 seconds')
    end as held_until,
    c.turn,
    c.has_more, :now::timestamptz as read_at, n.job_id, n.dialect, n.target, n.body, n.created_at
from reached r
left join (claimed c
    join notification n
        on n.client_id = any (array[c.client_id]) and n.id = any (array[c.notification_id])
    left join endpoint u
        on u.client_id = any (array[c.client_id])
            and u.key = any (array[nullif(c.url_key, c.endpoint)]) and u.url is not null) on true
