-- The key's time is over: the next request that bears it is a new one.
delete from idempotency_key where client_id = :client and key = :key and created_at <= :created_until
