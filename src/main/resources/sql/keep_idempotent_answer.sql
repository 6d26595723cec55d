update idempotent_answer set answer = :answer where client_id = :client and key = :key
