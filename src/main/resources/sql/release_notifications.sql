-- Gives leases back without an attempt: parked, or put back at a stop. "= any (array[...])": as in
-- claim_notifications.sql.
update delivery_queue q
set due_at = i.due_at, node = null
from unnest($1::uuid[], $2::uuid[], $3::int[], $4::timestamptz[])
    as i (client_id, notification_id, claims, due_at)
where q.client_id = any (array[i.client_id])
    and q.notification_id = any (array[i.notification_id])
    and q.claims = i.claims
