-- Sends one notification again: :notification of client :client, now (:now). One that has ended begins its schedule
-- anew, and its attempts' numbers go on; one that waits for a retry is due at once; one that is
-- under way stays as it is. Nothing is done for an endpoint that is gone, or after :max_attempts attempts.
-- Returns no row for one that does not exist.
--
-- The transaction has locked the notification before, in a statement of its own. Nobody else can
-- have put it into the queue since this one's snapshot was taken, so what has ended in the snapshot
-- has ended, and made as many attempts as the snapshot has: none of their numbers is given again.
--
-- Whoever still holds a lease of before must not find it again: claims go on from the transaction's
-- number, which rises by one at least with every claim. Its lower 30 bits leave room to count.
--
-- "= any (array[...])": as in claim_notifications.sql.
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
    -- who has it locked is sending it, recording it or ending it just now, and may wait for the
    -- notification's lock
    select q.client_id, q.notification_id
    from delivery_queue q
    where q.client_id = :client and q.notification_id = :notification and q.node is null and q.due_at > :now
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
    -- or an end without an attempt would outlive this
    update notification n
    set state = 'pending', next_attempt_at = :now, ended_at = null, attempts_made = b.attempts_made
    from begun b
    where n.client_id = any (array[b.client_id]) and n.id = any (array[b.id])
        and n.state <> 'pending'
),
queued as (
    insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at, scheduled_at,
        claims, attempts_made, attempts_before)
    select b.client_id, b.id,
        queue_key(b.client_id, coalesce(b.endpoint, endpoint_key(b.origin, b.event is not null)),
            b.origin),
        b.endpoint, :now, :now,
        (pg_current_xact_id()::text::bigint & 1073741823)::int, b.attempts_made, b.attempts_made
    from begun b
    on conflict (client_id, notification_id) do nothing
)
select k.gone, k.attempts_made >= :max_attempts as worn from known k
