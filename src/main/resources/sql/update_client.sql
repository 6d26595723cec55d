update client
set disabled_at = :disabled_at, deleted_at = :deleted_at,
    requests_per_second = :requests_per_second, max_pending_jobs = :max_pending_jobs,
    breaker_errors = :breaker_errors, breaker_window_seconds = :breaker_window_seconds,
    breaker_block_seconds = :breaker_block_seconds, retention_days = :retention_days,
    retry_schedule_seconds = :retry_schedule_seconds::int[]
where id = :client
