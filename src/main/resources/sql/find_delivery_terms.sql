-- What delivery needs to know of a client.
select c.breaker_errors, c.breaker_window_seconds, c.breaker_block_seconds,
    c.retry_schedule_seconds,
    array(
        select s.sealed
        from signing_secret s
        where s.client_id = c.id and (s.expires_at is null or s.expires_at > $2)
        order by s.created_at desc) as secrets
from client c
where c.id = $1
