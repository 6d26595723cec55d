delete from idempotent_answer where created_at <= :created_until
