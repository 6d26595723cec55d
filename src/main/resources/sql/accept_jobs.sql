-- One row of input a document, the job's own columns repeated on each ($14: how many there are); and
-- one a callback ($11 to $13), whose endpoint is no longer gone by being named again. Documents may be
-- written as claimed for $16 seconds by node $17, if $15 says so. Returns the jobs taken; one that is
-- missing has an idempotency key that came before.
with input as (
    select *
    from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::timestamptz[], $6::text[],
        $7::bytea[], $8::bytea[], $9::text[], $10::bytea[], $14::smallint[], $15::boolean[])
        as i (client_id, job_id, ordinal, dialect, created_at, metadata, targets, request,
            idempotency_key, body_sha256, documents, direct)
),
keyed as (
    -- in one order everywhere, so that two batches cannot wait for each other
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
documents as (
    insert into document (client_id, job_id, ordinal, request)
    select client_id, job_id, ordinal, request from taken
),
queued as (
    insert into render_queue (client_id, job_id, ordinal, due_at, claims, node, bytes)
    select client_id, job_id, ordinal,
        case when direct then created_at + make_interval(secs => $16::int) else created_at end,
        direct::int, case when direct then $17::uuid end, octet_length(request)
    from taken
),
named as (
    -- in one order everywhere, so that two batches cannot wait for each other
    select e.client_id, e.key
    from endpoint e
    where e.gone_at is not null
        and (e.client_id, e.key) in (
            select n.client_id, n.endpoint
            from unnest($11::uuid[], $12::uuid[], $13::bigint[]) as n (client_id, job_id, endpoint)
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
select job_id from taken where ordinal = 0
