select k.job_id, k.body_sha256, k.created_at
from idempotency_key k
where k.client_id = :client and k.key = :key
