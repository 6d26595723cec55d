-- Claims up to :max documents, divided among the clients that have some due.
--
-- The walk descends the index once per client, whatever the backlogs, starting after :after_client,
-- and visits at most :max_steps clients. A client may take :free_of_clients if it is one of
-- :limited_clients, else :free_per_client. Each client that has something due and may take more
-- gets an equal share of :max. Always returns at least one row, which says where the walk ended.
--
-- Of one client's documents, bulk work comes after what is due. An eighth of a client's share is
-- left to it nevertheless, and one document more in each statement with :bulk_turn.
--
-- The first :any_size documents may be of any size; if there are more, all together have at most
-- :max_bytes. "left_out" says whether some were due and had no room for that.
--
-- "= any (array[...])": see claim_notifications.sql. Queue rows are found without the client: the
-- index on due times begins with it, and a plan could scan all of the client's rows there.
with recursive walk as (
    (select q.client_id, q.due_at, 1 as step
    from render_queue q
    where q.client_id > :after_client
    order by q.client_id, q.due_at
    limit 1)
    union all
    select next.client_id, next.due_at, walk.step + 1
    from walk
    cross join lateral (
        select q.client_id, q.due_at
        from render_queue q
        where q.client_id > walk.client_id
        order by q.client_id, q.due_at
        limit 1) next
    where walk.step < :max_steps
),
waiting as (
    -- urgent: something is due; bulk: bulk work waits
    select walk.client_id, coalesce(a.free, :free_per_client) as free,
        walk.due_at <= :now as urgent, b.bulk_since is not null as bulk
    from walk
    left join unnest(:limited_clients::uuid[], :free_of_clients::int[]) as a (client_id, free)
        on a.client_id = walk.client_id
    left join lateral (
        select q.bulk_since
        from render_queue q
        where q.client_id = walk.client_id and q.bulk_since is not null
        order by q.bulk_since
        limit 1) b on true
    where (walk.due_at <= :now or b.bulk_since is not null)
        and coalesce(a.free, :free_per_client) > 0
),
share as (
    select ceil(:max::numeric / greatest(count(*), 1))::int as size from waiting
),
entitled as (
    -- kept: what of the quota is left to bulk work although something else is due
    select w.*, least(s.size, w.free) as quota,
        case when w.urgent and w.bulk
            then least(s.size, w.free) / 8 + (:bulk_turn::boolean)::int
            else 0
        end as kept
    from waiting w
    cross join share s
),
picked as (
    select one.job_id, one.ordinal, one.reclaimed, one.bytes
    from entitled e
    cross join lateral (
        select *
        from (
            select q.job_id, q.ordinal, q.node is not null as reclaimed, q.bytes
            from render_queue q
            where q.client_id = e.client_id and q.due_at <= :now
            order by q.due_at
            limit e.quota - least(e.kept, e.quota)
            for update skip locked) urgent
        union all
        select *
        from (
            select q.job_id, q.ordinal, false, q.bytes
            from render_queue q
            where q.client_id = e.client_id and q.bulk_since is not null
            order by q.bulk_since
            limit e.quota
            for update skip locked) bulk
        limit e.quota) one
    limit :max
),
measured as (
    select *, row_number() over () as place,
        sum(bytes) over (rows unbounded preceding) as bytes_so_far
    from picked
),
fitting as (
    select * from measured where place <= :any_size::int or bytes_so_far <= :max_bytes::bigint
),
claimed as (
    update render_queue q
    set due_at = :lease_until, claims = q.claims + 1, node = :node, bulk_since = null,
        uploading = false
    from fitting p
    where q.job_id = any (array[p.job_id]) and q.ordinal = any (array[p.ordinal])
    returning q.client_id, q.job_id, q.ordinal, q.claims, q.begun, p.reclaimed
),
reached as (
    select count(*)::int as steps, (array_agg(client_id order by step desc))[1] as last_client
    from walk
)
select r.steps, r.last_client, s.size as share,
    (select count(*) from picked) > (select count(*) from fitting) as left_out, c.client_id, c.job_id, c.ordinal, c.claims, c.begun,
    c.reclaimed,
    j.dialect, j.targets, j.metadata::text as metadata, j.created_at, j.documents, d.request,
    d.result::text as result,
    exists (
        select from registered_endpoint r
        where r.client_id = any (array[c.client_id])) as subscribed
from reached r
cross join share s
left join (claimed c
    join job j on j.client_id = any (array[c.client_id]) and j.id = any (array[c.job_id])
    join document d
        on d.client_id = any (array[c.client_id]) and d.job_id = any (array[c.job_id])
            and d.ordinal = any (array[c.ordinal])) on true
