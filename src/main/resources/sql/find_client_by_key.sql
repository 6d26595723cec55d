select c.id, c.name, c.requests_per_second, c.max_pending_jobs
from api_key k
join client c on c.id = k.client_id
where k.sha256 = :api_key_hash and k.revoked_at is null
