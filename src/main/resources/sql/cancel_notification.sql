-- Ends one notification that waits, at its client's request. One in hand is left alone. Returns its
-- state before, or no row if it does not exist.
--
-- Earlier statements of this transaction have locked the notification, so that no redelivery comes
-- between, and changed its shard, so that no claim does: one that has read the queue before has
-- noted what it has in hand, or will claim nothing. Whoever has locked the queue row is about to
-- record or end it.
--
-- "= any (array[...])": see claim_notifications.sql.
with known as (
    select n.state, n.dialect
    from notification_now n
    where n.client_id = :client and n.id = :notification
),
waiting as (
    select q.client_id, q.notification_id
    from delivery_queue q
    where q.client_id = :client and q.notification_id = :notification
        and (q.node is null or q.due_at <= :now) and not in_hand(q.notification_id, q.claims)
    for update skip locked
),
dequeued as (
    delete from delivery_queue q
    using waiting w
    where q.client_id = any (array[w.client_id])
        and q.notification_id = any (array[w.notification_id])
    returning q.client_id, q.notification_id
),
ended as (
    update notification n
    set state = 'canceled', next_attempt_at = null, ended_at = :now
    from dequeued d
    where n.client_id = any (array[d.client_id]) and n.id = any (array[d.notification_id])
    returning n.client_id, n.id
),
fed as (
    select append_to_feeds(array_agg(client_id), array_agg(:now::timestamptz),
        array_agg('notification.canceled'::text), array_agg(id)) as feeds
    from ended
)
select k.state, k.dialect, exists (select from ended) as canceled from known k cross join fed
