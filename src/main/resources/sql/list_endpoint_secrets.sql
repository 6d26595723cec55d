select s.id, s.scheme, s.created_at, s.expires_at, s.sealed
from endpoint_secret s
where s.client_id = :client and s.endpoint = :endpoint and (s.expires_at is null or s.expires_at > :now)
order by s.created_at desc
