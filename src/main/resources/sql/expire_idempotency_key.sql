-- The key's time is over: the next request that bears it is a new one.
delete from idempotency_key where client_id = $1 and key = $2 and created_at <= $3
