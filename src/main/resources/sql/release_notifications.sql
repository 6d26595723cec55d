-- Gives claimed notifications back without an attempt, to be due again at their :times: what is parked,
-- or cannot be read. A notification that is queued under its origin moves to its URL (:endpoints, or
-- null) if that has got a row since. "= any (array[...])": see claim_notifications.sql.
update delivery_queue q
set due_at = i.due_at, claims = q.claims - 1, endpoint = coalesce(
    (select e.key
    from endpoint e
    where e.client_id = any (array[i.client_id]) and e.key = any (array[i.endpoint])
        and e.url is not null),
    q.endpoint)
from (select epoch from node where id = :node for key share) n
join unnest(:clients::uuid[], :notifications::uuid[], :claims::int[], :times::timestamptz[],
    :endpoints::bigint[], :epochs::bigint[])
    as i (client_id, notification_id, claims, due_at, endpoint, epoch)
    on i.epoch = n.epoch
where q.client_id = any (array[i.client_id])
    and q.notification_id = any (array[i.notification_id])
    and q.claims = i.claims
