-- Claims what is due for :endpoints of :endpoint_clients, up to each one's quota. Nothing is locked
-- or written for a notification: those :in_hand are passed over, and the claim is noted as hand
-- :hand, until that is among :hands_done. An endpoint is a URL or, for URLs without a row of their
-- own, their origin. It is passed over while it or its origin is held or paused, or its rate is
-- used up, and if its shard is not the node's.
--
-- Plans are made once, when the queue is mostly empty: with "=", the planner would join by reading
-- all of it. For "= any (array[...])" it can only use the index, row by row.
with mine as materialized (
    select s.shard, s.changes
    from delivery_shard s
    join node n on n.id = s.node and n.epoch = s.epoch
    where s.node = :node and s.epoch = :epoch and s.shard = any (:shards::smallint[])
),
held as materialized (
    select unnest(:in_hand::uuid[]) as id
),
open as materialized (
    select a.client_id, a.endpoint, a.quota, e.gone_at is not null and e.url is not null as gone,
        e.rate_per_second as rate
    from unnest(:endpoint_clients::uuid[], :endpoints::bigint[], :quotas::int[])
        as a (client_id, endpoint, quota)
    left join endpoint e
        on e.client_id = any (array[a.client_id]) and e.key = any (array[a.endpoint])
    left join endpoint o
        on o.client_id = any (array[e.client_id]) and o.key = any (array[e.origin_key])
    where (e.held_until is null or e.held_until <= :now)
            and (o.held_until is null or o.held_until <= :now)
            and e.paused_at is null and o.paused_at is null
        or e.gone_at is not null and e.url is not null
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
picked as materialized (
    select one.*, o.gone
    from open o
    left join metered m on m.client_id = o.client_id and m.endpoint = o.endpoint
    cross join lateral (
        select q.client_id, q.notification_id, q.endpoint, q.url_key, q.shard, q.claims,
            q.attempts_made, q.attempts_before
        from delivery_queue q
        where q.client_id = o.client_id and q.endpoint = o.endpoint and q.due_at <= :now
            and q.shard is not null and q.notification_id not in (select id from held)
        order by q.due_at
        limit case
            when o.rate is null or o.gone then o.quota
            else least(o.quota, coalesce(m.room, 0))
        end) one
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
)
-- u: the row of a URL that is queued under its origin, if it has got one since. If that is paused,
-- the notification is released for a moment, which moves it to its URL.
select c.client_id, c.notification_id, c.endpoint, c.url_key, c.shard, c.claims,
    c.attempts_made, c.attempts_before, c.gone or u.gone_at is not null as gone,
    case when u.paused_at is null
        then u.held_until
        else greatest(u.held_until, :now::timestamptz + interval '5 seconds')
    end as held_until,
    :now::timestamptz as read_at, n.job_id, n.dialect, n.target, n.body, n.created_at
from claimed c
join notification n
    on n.client_id = any (array[c.client_id]) and n.id = any (array[c.notification_id])
left join endpoint u
    on u.client_id = any (array[c.client_id])
        and u.key = any (array[nullif(c.url_key, c.endpoint)]) and u.url is not null
