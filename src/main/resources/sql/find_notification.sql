select n.id, n.job_id, n.dialect, n.state, n.origin, n.created_at, n.next_attempt_at, n.ended_at,
    n.attempts_made, n.event, coalesce(q.node is not null, false) as claimed,
    endpoint_key(n.origin, n.event is not null) as endpoint, e.held_until, e.hold_reason
from notification n
left join delivery_queue q on q.client_id = n.client_id and q.notification_id = n.id
left join endpoint e
    on e.client_id = n.client_id and e.key = endpoint_key(n.origin, n.event is not null)
where n.client_id = $1 and n.id = $2
