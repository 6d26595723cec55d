-- Adds the outcomes of attempts at endpoints that have rows to their figures of the hour.
with input as (
    select *
    from unnest(:clients::uuid[], :endpoints::bigint[], :attempts::int[], :delivered::int[],
        :latency_sums_ms::bigint[], :latency_maxima_ms::int[], :in_flight_limits::int[],
        :last_outcomes::text[], :last_times::timestamptz[])
        as i (client_id, key, attempts, delivered, latency_ms_sum, latency_ms_max, in_flight_limit,
            last_outcome, last_at)
    order by client_id, key
),
changed as (
    -- locked in one order everywhere, so that two batches cannot deadlock
    select i.client_id, i.key, i.in_flight_limit
    from input i
    cross join lateral (
        select e.key
        from endpoint e
        where e.client_id = any (array[i.client_id]) and e.key = any (array[i.key])
            and e.in_flight_limit is distinct from i.in_flight_limit
        limit 1
        for update) found
),
limits as (
    update endpoint e
    set in_flight_limit = c.in_flight_limit
    from changed c
    where e.client_id = any (array[c.client_id]) and e.key = any (array[c.key])
)
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
