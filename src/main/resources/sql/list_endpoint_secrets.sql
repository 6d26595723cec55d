select s.id, s.scheme, s.created_at, s.expires_at, s.sealed
from endpoint_secret s
where s.client_id = $1 and s.endpoint = $3 and (s.expires_at is null or s.expires_at > $2)
order by s.created_at desc
