select request_sha256, answer from idempotent_answer where client_id = :client and key = :key
