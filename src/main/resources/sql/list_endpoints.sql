-- A page of a client's endpoints, with what became of the attempts since $4.
select e.key, e.origin, e.held_until, e.hold_reason, e.gone_at, e.in_flight_limit, h.attempts,
    h.delivered, h.latency_ms_mean, h.latency_ms_max
from endpoint e
cross join lateral (
    select coalesce(sum(attempts), 0)::bigint as attempts,
        coalesce(sum(delivered), 0)::bigint as delivered,
        (sum(latency_ms_sum) / nullif(sum(attempts), 0))::bigint as latency_ms_mean,
        max(latency_ms_max) as latency_ms_max
    from endpoint_hour h
    where h.client_id = e.client_id and h.key = e.key and h.hour > $4) h
where e.client_id = $1 and e.key > $2
order by e.key
limit $3
