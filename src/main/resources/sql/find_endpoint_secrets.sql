-- The signing keys of endpoints that are valid at :now, newest first, and what the endpoints demand
-- of the sender. "= any (array[...])": see claim_notifications.sql.
select wanted.client_id, wanted.endpoint, k.schemes, k.sealed, k.expiries, r.auth
from unnest(:clients::uuid[], :endpoints::bigint[]) as wanted (client_id, endpoint)
cross join lateral (
    select array_agg(s.scheme order by s.created_at desc) as schemes,
        array_agg(s.sealed order by s.created_at desc) as sealed,
        array_agg(s.expires_at order by s.created_at desc) as expiries
    from endpoint_secret s
    where s.client_id = any (array[wanted.client_id]) and s.endpoint = any (array[wanted.endpoint])
        and (s.expires_at is null or s.expires_at > :now)) k
left join registered_endpoint r
    on r.client_id = any (array[wanted.client_id]) and r.key = any (array[wanted.endpoint])
