-- The client of a key that is valid at :now, unless the client is disabled.
select c.id, c.name, c.requests_per_second, c.max_pending_jobs, k.scopes, k.expires_at
from api_key k
join client c on c.id = k.client_id
where k.sha256 = :api_key_hash and k.revoked_at is null
    and (k.expires_at is null or k.expires_at > :now) and c.disabled_at is null
