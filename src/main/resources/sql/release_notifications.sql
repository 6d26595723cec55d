-- Gives leases back without an attempt: parked, or put back at a stop. What waits under its origin,
-- and whose URL (:endpoints) has been given a row since, moves to that. "= any (array[...])": as in
-- claim_notifications.sql.
update delivery_queue q
set due_at = i.due_at, node = null, endpoint = coalesce(
    (select e.key
    from endpoint e
    where e.client_id = any (array[i.client_id]) and e.key = any (array[i.endpoint])
        and e.url is not null),
    q.endpoint)
from unnest(:clients::uuid[], :notifications::uuid[], :claims::int[], :times::timestamptz[], :endpoints::bigint[])
    as i (client_id, notification_id, claims, due_at, endpoint)
where q.client_id = any (array[i.client_id])
    and q.notification_id = any (array[i.notification_id])
    and q.claims = i.claims
