select n.id, n.job_id, n.dialect, n.state, n.origin, n.created_at, n.next_attempt_at, n.ended_at,
    n.attempts_made, coalesce(q.node is not null, false) as claimed
from notification n
left join delivery_queue q on q.client_id = n.client_id and q.notification_id = n.id
where n.client_id = $1 and n.job_id = $2
order by n.id
