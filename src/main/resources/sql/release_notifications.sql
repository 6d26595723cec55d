-- Releases leases without an attempt, of notifications that are parked or returned at a stop. A
-- notification that is queued under its origin moves to its URL (:endpoints, or null) if that has
-- got a row since. "= any (array[...])": see claim_notifications.sql.
update delivery_queue q
set due_at = i.due_at, node = null, endpoint = coalesce(
    (select e.key
    from endpoint e
    where e.client_id = any (array[i.client_id]) and e.key = any (array[i.endpoint])
        and e.url is not null),
    q.endpoint)
from unnest(:clients::uuid[], :notifications::uuid[], :claims::int[], :times::timestamptz[],
    :endpoints::bigint[])
    as i (client_id, notification_id, claims, due_at, endpoint)
where q.client_id = any (array[i.client_id])
    and q.notification_id = any (array[i.notification_id])
    and q.claims = i.claims
