-- What delivery needs to know of a client. Of its signing keys those that are valid at $2, the
-- newest first.
select c.breaker_errors, c.breaker_window_seconds, c.breaker_block_seconds,
    c.retry_schedule_seconds, k.schemes, k.sealed, k.expiries
from client c
cross join lateral (
    select array_agg(s.scheme order by s.created_at desc) as schemes,
        array_agg(s.sealed order by s.created_at desc) as sealed,
        array_agg(s.expires_at order by s.created_at desc) as expiries
    from signing_secret s
    where s.client_id = c.id and (s.expires_at is null or s.expires_at > $2)) k
where c.id = $1
