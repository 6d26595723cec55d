-- Queues a mail about endpoints that fail, in the transaction that takes its turn.
with owed as (
    insert into notification
        (client_id, id, event, dialect, created_at, next_attempt_at, origin, target, body, endpoint)
    select c.id, :notification, 'endpoint.failing', 'native', :now, :now, c.alert_email_origin,
        c.alert_email_target, :body, endpoint_key(c.alert_email_origin, true)
    from client c
    where c.id = :client
    returning client_id, id, endpoint, next_attempt_at, origin
)
insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at, shard, claims)
select client_id, id, endpoint, endpoint, next_attempt_at, shard_of(client_id, origin), -1 from owed
