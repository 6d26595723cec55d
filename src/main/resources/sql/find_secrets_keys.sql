select fingerprint from secrets_key order by first_used_at
