-- Sends one notification again. One that has ended starts its schedule again, and its attempt
-- numbers continue; one that waits for a retry becomes due at once; one in flight is left alone.
-- Nothing is done if the endpoint is gone or after :max_attempts. Returns no row if it does not
-- exist.
--
-- An earlier statement of this transaction has locked the notification. Nobody else can have queued
-- it since the snapshot of this statement, so what has ended in the snapshot has ended, with as
-- many attempts as the snapshot shows: no attempt number is used twice.
--
-- Who had the earlier queue row in hand must not find the new one: claims continue from the
-- transaction's number, which rises by at least one whenever they change. Its lower 30 bits leave room.
--
-- "= any (array[...])": see claim_notifications.sql.
with known as (
    select n.client_id, n.id, n.state, n.origin, n.event, n.attempts_made, n.endpoint,
        exists (
            select from endpoint e
            where e.client_id = any (array[n.client_id])
                and e.key = any (array[n.endpoint])
                and e.gone_at is not null and e.url is not null) as gone
    from notification_now n
    where n.client_id = :client and n.id = :notification
),
allowed as (
    select * from known where not gone and attempts_made < :max_attempts
),
waiting as (
    -- whoever has locked it is about to send, record or end it, and may be waiting for the lock of
    -- the notification
    select q.client_id, q.notification_id
    from delivery_queue q
    where q.client_id = :client and q.notification_id = :notification
        and q.due_at > :now and q.node is null
        and exists (select from allowed)
    for update skip locked
),
hastened as (
    update delivery_queue q
    set due_at = :now, scheduled_at = :now
    from waiting w
    where q.client_id = any (array[w.client_id])
        and q.notification_id = any (array[w.notification_id])
),
begun as (
    select * from allowed where state <> 'pending'
),
noted as (
    -- else an end without an attempt would remain in force
    update notification n
    set state = 'pending', next_attempt_at = :now, ended_at = null, attempts_made = b.attempts_made
    from begun b
    where n.client_id = any (array[b.client_id]) and n.id = any (array[b.id])
        and n.state <> 'pending'
),
queued as (
    insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at, scheduled_at,
        shard, claims, attempts_made, attempts_before)
    select b.client_id, b.id,
        queue_key(b.client_id, coalesce(b.endpoint, endpoint_key(b.origin, b.event is not null)),
            b.origin),
        b.endpoint, :now, :now, shard_of(b.client_id, b.origin),
        -1 - (pg_current_xact_id()::text::bigint & 1073741823)::int,
        b.attempts_made, b.attempts_made
    from begun b
    on conflict (client_id, notification_id) do nothing
)
select k.gone, k.attempts_made >= :max_attempts as attempts_exhausted from known k
