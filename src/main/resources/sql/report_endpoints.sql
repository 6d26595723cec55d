-- Adds the outcomes of attempts at endpoints that have rows to their figures of the hour, and returns
-- the URLs whose clients are to be told that they fail, or have recovered.
--
-- A URL fails from its :failures-th error in a row until the next delivery. Its client is told so at
-- most once in an hour, and of a recovery only if it was told of the failures before.
with input as (
    select *
    from unnest(:clients::uuid[], :endpoints::bigint[], :attempts::int[], :delivered::int[],
        :latency_sums_ms::bigint[], :latency_maxima_ms::int[], :in_flight_limits::int[],
        :last_outcomes::text[], :last_times::timestamptz[], :last_errors::boolean[])
        as i (client_id, key, attempts, delivered, latency_ms_sum, latency_ms_max, in_flight_limit,
            last_outcome, last_at, last_error)
    order by client_id, key
),
changed as (
    -- locked in one order everywhere, so that two batches cannot deadlock
    select i.client_id, i.key, i.in_flight_limit, i.last_outcome, i.last_at,
        i.last_outcome = 'delivered' as delivered, found.url, found.failing_since,
        found.failing_told_at,
        case
            when i.last_outcome = 'delivered' then 0
            when not i.last_error then found.failures
            when i.delivered > 0 then 1
            else least(found.failures + i.attempts, 30000)
        end as failures
    from input i
    cross join lateral (
        select e.url, e.failures, e.failing_since, e.failing_told_at
        from endpoint e
        where e.client_id = any (array[i.client_id]) and e.key = any (array[i.key])
            and (e.in_flight_limit is distinct from i.in_flight_limit or i.last_error
                or e.failures > 0 and i.last_outcome = 'delivered')
        limit 1
        for update) found
),
judged as (
    select c.*,
        c.failures >= :failures and c.failing_since is null as begins,
        c.failures >= :failures and c.failing_since is null
            and c.url is not null and c.key & 1 = 0
            and (c.failing_told_at is null or c.failing_told_at <= c.last_at - interval '1 hour')
            as told,
        c.delivered and c.failing_since is not null and c.failing_told_at >= c.failing_since
            as recovered
    from changed c
),
limits as (
    update endpoint e
    set in_flight_limit = j.in_flight_limit, failures = j.failures,
        failing_since = case
            when j.delivered then null
            when j.begins then j.last_at
            else e.failing_since
        end,
        failing_told_at = case when j.told then j.last_at else e.failing_told_at end
    from judged j
    where e.client_id = any (array[j.client_id]) and e.key = any (array[j.key])
),
hours as (
    insert into endpoint_hour
        (client_id, key, hour, attempts, delivered, latency_ms_sum, latency_ms_max, last_outcome,
            last_at)
    select client_id, key, :hour, attempts, delivered, latency_ms_sum, latency_ms_max, last_outcome,
        last_at
    from input
    on conflict (client_id, key, hour) do update
    set attempts = endpoint_hour.attempts + excluded.attempts,
        delivered = endpoint_hour.delivered + excluded.delivered,
        latency_ms_sum = endpoint_hour.latency_ms_sum + excluded.latency_ms_sum,
        latency_ms_max = greatest(endpoint_hour.latency_ms_max, excluded.latency_ms_max),
        last_outcome = case
            when endpoint_hour.last_at > excluded.last_at then endpoint_hour.last_outcome
            else excluded.last_outcome
        end,
        last_at = greatest(endpoint_hour.last_at, excluded.last_at)
)
select client_id, key, url, failures::int as failures, last_outcome, last_at, failing_since, recovered
from judged
where told or recovered
