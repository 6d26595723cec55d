-- Ends key :key, of the client itself or of one of its URLs, unless nothing else signs for the client
-- without an expiry. The rows are locked, so that of two such keys only one can be ended at a time.
with current as (
    select s.id
    from signing_secret s
    where s.client_id = :client and s.expires_at is null
    order by s.id
    for update
),
ended as (
    delete from signing_secret s
    where s.client_id = :client and s.id = :key
        and (s.expires_at > :now
            or s.expires_at is null and exists (select from current c where c.id <> :key))
    returning s.id
),
ended_of_endpoint as (
    delete from endpoint_secret s
    where s.client_id = :client and s.id = :key and (s.expires_at is null or s.expires_at > :now)
    returning s.id
)
select exists (select from ended) or exists (select from ended_of_endpoint) as ended,
    exists (select from current c where c.id = :key) as current
