select number, started_at, latency_ms, address, outcome, status, detail, answer
from attempt
where client_id = $1 and notification_id = $2
order by number
