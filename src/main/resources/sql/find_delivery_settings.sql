-- The delivery settings of clients, each with its valid signing keys, newest first, and the
-- endpoints that have settings of their own: keys, or what they demand of the sender.
-- "= any (array[...])": see claim_notifications.sql.
select c.id, c.breaker_errors, c.breaker_window_seconds, c.breaker_block_seconds,
    c.retry_schedule_seconds, k.schemes, k.sealed, k.expiries, u.endpoints
from unnest(:clients::uuid[]) as wanted (id)
join client c on c.id = any (array[wanted.id])
cross join lateral (
    select array_agg(s.scheme order by s.created_at desc) as schemes,
        array_agg(s.sealed order by s.created_at desc) as sealed,
        array_agg(s.expires_at order by s.created_at desc) as expiries
    from signing_secret s
    where s.client_id = any (array[c.id]) and (s.expires_at is null or s.expires_at > :now)) k
cross join lateral (
    select array_agg(own.endpoint) as endpoints
    from (
        select e.endpoint
        from endpoint_secret e
        where e.client_id = any (array[c.id])
        union
        select r.key
        from registered_endpoint r
        where r.client_id = any (array[c.id]) and r.auth is not null) own) u
