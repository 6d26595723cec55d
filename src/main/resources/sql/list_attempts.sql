select number, started_at, latency_ms, address, outcome, status, detail, answer, heads
from attempt
where client_id = :client and notification_id = :notification
order by number
