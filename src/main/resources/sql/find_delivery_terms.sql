-- What delivery needs to know of the clients in $1. Of a client's signing keys those that are valid
-- at $2, the newest first; and which of its URLs have keys of their own. "= any (array[...])": as in claim_notifications.sql.
select c.id, c.breaker_errors, c.breaker_window_seconds, c.breaker_block_seconds,
    c.retry_schedule_seconds, k.schemes, k.sealed, k.expiries, u.endpoints
from unnest($1::uuid[]) as wanted (id)
join client c on c.id = any (array[wanted.id])
cross join lateral (
    select array_agg(s.scheme order by s.created_at desc) as schemes,
        array_agg(s.sealed order by s.created_at desc) as sealed,
        array_agg(s.expires_at order by s.created_at desc) as expiries
    from signing_secret s
    where s.client_id = any (array[c.id]) and (s.expires_at is null or s.expires_at > $2)) k
cross join lateral (
    select array_agg(distinct e.endpoint) as endpoints
    from endpoint_secret e
    where e.client_id = any (array[c.id])) u
