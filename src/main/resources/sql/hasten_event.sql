-- Makes an event that is queued for later due now, with another body.
with early as (
    select q.client_id, q.notification_id
    from event_receivers(:client, :type) r
    join delivery_queue q on q.client_id = :client
        and q.notification_id = event_notification(:event, r.endpoint, r.registered)
    where q.due_at > :now and q.node is null
    for update of q
),
told as (
    update notification n
    set body = :body, next_attempt_at = :now
    from early e
    where n.client_id = e.client_id and n.id = e.notification_id
)
update delivery_queue q
set due_at = :now
from early e
where q.client_id = e.client_id and q.notification_id = e.notification_id
