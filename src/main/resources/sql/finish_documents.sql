-- Ends jobs with their last (or only) documents and inserts the notifications that are owed for
-- them, all in one statement, for leases that are still held. Returns those leases. Queue rows are
-- found as in claim_documents.sql.
--
-- Of notifications marked :owed_direct, those go to the dispatcher of :node, as hand :hand, whose
-- shard the node holds under :epoch, and whose endpoint is neither held, paused nor gone, has no
-- rate, and its origin is neither held nor paused; further rows say which, and under which key. Notifications with a URL in :owed_urls give it a row of
-- its own if there is room; :owed_endpoints are the URLs' keys.
with input as (
    select *
    from unnest(:clients::uuid[], :jobs::uuid[], :ordinals::smallint[], :claims::int[],
        :states::text[], :results::text[], :started_times::timestamptz[],
        :ended_times::timestamptz[])
        as i (client_id, job_id, ordinal, claims, state, result, started_at, ended_at)
),
owed as (
    select *
    from unnest(:owed_clients::uuid[], :owed_notifications::uuid[], :owed_jobs::uuid[],
        :owed_dialects::text[], :owed_origins::text[], :owed_targets::bytea[],
        :owed_bodies::bytea[], :owed_times::timestamptz[], :owed_direct::boolean[],
        :owed_endpoints::bigint[], :owed_urls::text[])
        as o (client_id, id, job_id, dialect, origin, target, body, created_at, direct, url_key,
            url)
),
released as (
    delete from render_queue q
    using input i
    where q.job_id = any (array[i.job_id]) and q.ordinal = any (array[i.ordinal])
        and q.claims = i.claims
    returning q.client_id, q.job_id, q.ordinal
),
held as (
    select i.* from input i join released r using (client_id, job_id, ordinal)
),
documents as (
    update document d
    set result = h.result::json
    from held h
    where d.client_id = any (array[h.client_id]) and d.job_id = any (array[h.job_id])
        and d.ordinal = any (array[h.ordinal])
),
jobs as (
    update job j
    set state = h.state, started_at = h.started_at, ended_at = h.ended_at, documents_left = 0
    from held h
    where j.client_id = any (array[h.client_id]) and j.id = any (array[h.job_id])
),
notifications as (
    insert into notification
        (client_id, id, job_id, dialect, created_at, next_attempt_at, origin, target, body,
            endpoint)
    select o.client_id, o.id, o.job_id, o.dialect, o.created_at, o.created_at, o.origin, o.target,
        o.body, o.url_key
    from owed o join held h on h.client_id = o.client_id and h.job_id = o.job_id
),
due as (
    select o.client_id, o.id, o.job_id, o.created_at, o.url_key, o.direct,
        endpoint_key(o.origin, false) as origin_key, shard_of(o.client_id, o.origin) as shard
    from owed o join held h on h.client_id = o.client_id and h.job_id = o.job_id
),
wanted as materialized (
    -- locked in one order everywhere, so that two batches cannot deadlock
    select distinct client_id, url_key, url, origin
    from owed
    where url is not null
    order by client_id, url_key
),
tracked as materialized (
    select client_id, url_key, track_endpoint(client_id, url_key, url, origin) as key from wanted
),
handable as (
    select d.*,
        case when e.url is not null or t.key = d.url_key then d.url_key else d.origin_key end
            as endpoint,
        d.direct
            and (e.held_until is null or e.held_until <= d.created_at)
            and (o.held_until is null or o.held_until <= d.created_at)
            and e.paused_at is null and o.paused_at is null and e.rate_per_second is null
            and (e.gone_at is null or e.url is null)
            and d.shard in (
                select s.shard
                from delivery_shard s
                join node n on n.id = s.node and n.epoch = s.epoch
                where s.node = :node and s.epoch = :epoch) as handed
    from due d
    left join tracked t on t.client_id = d.client_id and t.url_key = d.url_key
    left join endpoint e
        on e.client_id = any (array[d.client_id]) and e.key = any (array[d.url_key])
    left join endpoint o
        on o.client_id = any (array[d.client_id]) and o.key = any (array[d.origin_key])
),
queued as (
    insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at, shard, claims)
    select client_id, id, endpoint, url_key, created_at, shard, -1 from handable
),
noted as (
    insert into delivery_hand (node, number, clients, notifications, claims)
    select :node, :hand, array_agg(client_id), array_agg(id), array_agg(-1)
    from handable
    where handed
    having count(*) > 0
),
fed as (
    -- last: it waits for other statements of the same client
    select append_to_feeds(array_agg(h.client_id), array_agg(h.ended_at),
        array_agg('job.' || h.state), array_agg(h.job_id)) as feeds
    from held h
    where (select count(*) from tracked) >= 0
)
select client_id, job_id, ordinal, null::uuid as handed, null::bigint as endpoint
from held
cross join fed
union all
select null, null, null, id, endpoint from handable where handed
