-- The signing keys of the endpoints in $1 and $2 that are valid at $3, the newest first.
-- "= any (array[...])": as in claim_notifications.sql.
select wanted.client_id, wanted.endpoint, k.schemes, k.sealed, k.expiries
from unnest($1::uuid[], $2::bigint[]) as wanted (client_id, endpoint)
cross join lateral (
    select array_agg(s.scheme order by s.created_at desc) as schemes,
        array_agg(s.sealed order by s.created_at desc) as sealed,
        array_agg(s.expires_at order by s.created_at desc) as expiries
    from endpoint_secret s
    where s.client_id = any (array[wanted.client_id]) and s.endpoint = any (array[wanted.endpoint])
        and (s.expires_at is null or s.expires_at > $3)) k
