-- Ends claimed notifications without an attempt, because their endpoint is gone. "= any
-- (array[...])": see claim_notifications.sql.
with dequeued as (
    delete from delivery_queue q
    using (select epoch from node where id = :node for key share) n
    join unnest(:clients::uuid[], :notifications::uuid[], :claims::int[], :times::timestamptz[],
        :epochs::bigint[])
        as i (client_id, notification_id, claims, ended_at, epoch)
        on i.epoch = n.epoch
    where q.client_id = any (array[i.client_id])
        and q.notification_id = any (array[i.notification_id])
        and q.claims = i.claims
    returning q.client_id, q.notification_id, i.ended_at
),
ended as (
    update notification n
    set state = 'gone', next_attempt_at = null, ended_at = d.ended_at
    from dequeued d
    where n.client_id = any (array[d.client_id]) and n.id = any (array[d.notification_id])
    returning n.client_id, n.id, n.ended_at
)
select append_to_feeds(array_agg(client_id), array_agg(ended_at),
    array_agg('notification.gone'::text), array_agg(id))
from ended
