-- Precedes cancel_notification.sql in its transaction. Claims of the notification's shard wait for its
-- end, and those that have begun before claim nothing.
update delivery_shard
set changes = changes + 1
where shard = (
    select q.shard
    from delivery_queue q
    where q.client_id = :client and q.notification_id = :notification)
