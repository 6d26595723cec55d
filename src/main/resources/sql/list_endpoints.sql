-- A page of a client's endpoints, with figures of the attempts since :since, whether a notification
-- due at :now is queued, and whether the endpoint has valid signing keys of its own.
select e.key, e.origin, e.url, e.held_until, e.hold_reason, e.gone_at, e.in_flight_limit,
    o.held_until as origin_held_until, o.hold_reason as origin_hold_reason,
    e.paused_at, o.paused_at as origin_paused_at, h.attempts, h.delivered,
    h.latency_ms_mean, h.latency_ms_max, l.last_outcome, l.last_at,
    exists (
        select from delivery_queue q
        where q.client_id = e.client_id and q.endpoint = e.key and q.due_at <= :now
            and q.shard is not null) as something_due,
    exists (
        select from endpoint_secret s
        where s.client_id = e.client_id and s.endpoint = e.key & ~1::bigint
            and (s.expires_at is null or s.expires_at > :now)) as own_signing_keys
from endpoint e
left join endpoint o on o.client_id = e.client_id and o.key = e.origin_key
cross join lateral (
    select coalesce(sum(attempts), 0)::bigint as attempts,
        coalesce(sum(delivered), 0)::bigint as delivered,
        (sum(latency_ms_sum) / nullif(sum(attempts), 0))::bigint as latency_ms_mean,
        max(latency_ms_max) as latency_ms_max
    from endpoint_hour h
    where h.client_id = e.client_id and h.key = e.key and h.hour > :since) h
left join lateral (
    select h.last_outcome, h.last_at
    from endpoint_hour h
    where h.client_id = e.client_id and h.key = e.key
    order by h.hour desc
    limit 1) l on true
where e.client_id = :client and e.key > :after
order by e.key
limit :limit
