delete from idempotency_key where created_at <= :created_until
