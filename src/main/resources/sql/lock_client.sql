select id, name, created_at, disabled_at, deleted_at, requests_per_second, max_pending_jobs,
    breaker_errors, breaker_window_seconds, breaker_block_seconds, retention_days,
    retry_schedule_seconds
from client
where id = :client
for update
