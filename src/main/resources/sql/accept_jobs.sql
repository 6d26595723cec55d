-- One input row per document, the job's own columns repeated on each (:document_counts is the job's
-- number of documents), and one per callback. A callback reinstates its endpoint if that is gone.
-- Documents marked :direct are inserted as claimed by :node for :lease_seconds; those marked :bulk
-- wait for room that the client's others leave. Returns the jobs
-- that were accepted, and whether their clients have registered endpoints; a missing one has an
-- idempotency key that was used before.
with input as (
    select *
    from unnest(:clients::uuid[], :jobs::uuid[], :ordinals::smallint[], :dialects::text[],
        :created_times::timestamptz[], :metadata::text[], :targets::bytea[], :requests::bytea[],
        :idempotency_keys::text[], :body_hashes::bytea[], :document_counts::smallint[],
        :direct::boolean[], :expiries::timestamptz[], :bulk::boolean[], :samples::boolean[])
        as i (client_id, job_id, ordinal, dialect, created_at, metadata, targets, request,
            idempotency_key, body_sha256, documents, direct, expires_at, bulk,
            sample)
),
keyed as (
    -- locked in one order everywhere, so that two batches cannot deadlock
    insert into idempotency_key (client_id, key, body_sha256, job_id, created_at)
    select client_id, idempotency_key, body_sha256, job_id, created_at
    from input
    where idempotency_key is not null and ordinal = 0
    order by client_id, idempotency_key
    on conflict (client_id, key) do nothing
    returning client_id, job_id
),
taken as (
    select i.*
    from input i
    where i.idempotency_key is null
        or exists (select from keyed k where k.client_id = i.client_id and k.job_id = i.job_id)
),
jobs as (
    insert into job
        (client_id, id, dialect, created_at, metadata, targets, documents, documents_left)
    select client_id, job_id, dialect, created_at, metadata::json, targets, documents, documents
    from taken
    where ordinal = 0
),
expiring as (
    insert into content_expiry (client_id, job_id, expires_at)
    select client_id, job_id, expires_at
    from taken
    where ordinal = 0 and expires_at is not null
),
documents as (
    insert into document (client_id, job_id, ordinal, request)
    select client_id, job_id, ordinal, request from taken
),
queued as (
    insert into render_queue
        (client_id, job_id, ordinal, due_at, claims, node, bytes, bulk_since, sample)
    select client_id, job_id, ordinal,
        case
            when direct then created_at + make_interval(secs => :lease_seconds::int)
            when bulk then 'infinity'
            else created_at
        end,
        direct::int, case when direct then :node::uuid end, octet_length(request),
        case when bulk and not direct then created_at end, sample
    from taken
),
named as (
    -- locked in one order everywhere, so that two batches cannot deadlock
    select e.client_id, e.key
    from endpoint e
    where e.gone_at is not null
        and (e.client_id, e.key) in (
            select n.client_id, n.endpoint
            from unnest(:callback_clients::uuid[], :callback_jobs::uuid[],
                :callback_endpoints::bigint[]) as n (client_id, job_id, endpoint)
            join taken t on t.client_id = n.client_id and t.job_id = n.job_id)
    order by e.client_id, e.key
    for update
),
reinstated as (
    update endpoint e
    set gone_at = null
    from named n
    where e.client_id = n.client_id and e.key = n.key
)
select t.job_id,
    exists (
        select from registered_endpoint r
        where r.client_id = any (array[t.client_id])) as subscribed
from taken t
where t.ordinal = 0
