-- Deletes a key that has expired: the next request with it is a new one.
delete from idempotency_key
where client_id = :client and key = :key and created_at <= :created_until
