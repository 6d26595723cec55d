-- Claims up to :max documents, divided among the clients that have some due.
--
-- The walk descends the index once per client, whatever the backlogs, starting after :after_client,
-- and visits at most :max_steps clients. A client may take :free_of_clients if it is one of
-- :limited_clients, else :free_per_client. Each client that has something due and may take more
-- gets an equal share of :max. Always returns at least one row, which says where the walk ended.
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
due as (
    select walk.client_id, coalesce(a.free, :free_per_client) as free
    from walk
    left join unnest(:limited_clients::uuid[], :free_of_clients::int[]) as a (client_id, free)
        on a.client_id = walk.client_id
    where walk.due_at <= :now and coalesce(a.free, :free_per_client) > 0
),
share as (
    select ceil(:max::numeric / greatest(count(*), 1))::int as size from due
),
picked as (
    select one.client_id, one.job_id, one.ordinal, one.reclaimed
    from due
    cross join share
    cross join lateral (
        select q.client_id, q.job_id, q.ordinal, q.node is not null as reclaimed
        from render_queue q
        where q.client_id = due.client_id and q.due_at <= :now
        order by q.due_at
        limit least(share.size, due.free)
        for update skip locked) one
    limit :max
),
claimed as (
    update render_queue q
    set due_at = :lease_until, claims = q.claims + 1, node = :node, uploading = false
    from picked p
    where q.job_id = any (array[p.job_id]) and q.ordinal = any (array[p.ordinal])
    returning q.client_id, q.job_id, q.ordinal, q.claims, q.begun, p.reclaimed
),
reached as (
    select count(*)::int as steps, (array_agg(client_id order by step desc))[1] as last_client
    from walk
)
select r.steps, r.last_client, s.size as share, c.client_id, c.job_id, c.ordinal, c.claims, c.begun,
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
