-- Adds what was seen of endpoints to what is shown of them.
with input as (
    select *
    from unnest($1::uuid[], $2::bigint[], $3::text[], $4::int[], $5::int[], $6::bigint[], $7::int[],
        $8::int[])
        as i (client_id, key, origin, attempts, delivered, latency_ms_sum, latency_ms_max,
            in_flight_limit)
    order by client_id, key
),
limits as (
    insert into endpoint (client_id, key, origin, in_flight_limit)
    select client_id, key, origin, in_flight_limit::smallint from input
    on conflict (client_id, key) do update
    set in_flight_limit = excluded.in_flight_limit
    where endpoint.in_flight_limit is distinct from excluded.in_flight_limit
)
insert into endpoint_hour (client_id, key, hour, attempts, delivered, latency_ms_sum, latency_ms_max)
select client_id, key, $9, attempts, delivered, latency_ms_sum, latency_ms_max from input
on conflict (client_id, key, hour) do update
set attempts = endpoint_hour.attempts + excluded.attempts,
    delivered = endpoint_hour.delivered + excluded.delivered,
    latency_ms_sum = endpoint_hour.latency_ms_sum + excluded.latency_ms_sum,
    latency_ms_max = greatest(endpoint_hour.latency_ms_max, excluded.latency_ms_max)
