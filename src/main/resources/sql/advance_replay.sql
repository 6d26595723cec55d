-- Advances a replay by one step: queues :notifications, which begin_replay_step.sql found and
-- locked, and moves the position to :reached, or completes the replay if that is null. All in one
-- transaction: a crash neither loses a notification nor queues it twice.
--
-- States are checked again, because another redelivery may have come before the locks.
-- redeliver.sql says why they cannot change now and where claims continue. :paid_until is the time
-- up to which the rate is used up. "= any (array[...])": see claim_notifications.sql.
with locked as materialized (
    select r.client_id, l.id, r.states
    from replay r
    cross join unnest(:notifications::uuid[]) as l (id)
    where r.client_id = :client and r.id = :replay
),
begun as (
    select n.client_id, n.id, n.origin, n.attempts_made, n.endpoint
    from locked l
    join notification_now n on n.client_id = any (array[l.client_id]) and n.id = any (array[l.id])
    where n.state = any (l.states) and n.attempts_made < :max_attempts
),
noted as (
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
        queue_key(b.client_id, coalesce(b.endpoint, endpoint_key(b.origin, false)), b.origin),
        b.endpoint, :now, :now, shard_of(b.client_id, b.origin),
        -1 - (pg_current_xact_id()::text::bigint & 1073741823)::int,
        b.attempts_made, b.attempts_made
    from begun b
    on conflict (client_id, notification_id) do nothing
    returning 1
),
step as (
    select count(*) as queued_now from queued
)
update replay r
set position = coalesce(:reached, ulid_floor(r.created_to)),
    queued = r.queued + s.queued_now,
    state = case when :reached is null then 'completed' else r.state end,
    ended_at = case when :reached is null then :now end,
    -- after a step that found nothing, replays that have waited come first
    next_at = case
        when :reached is null then null
        when s.queued_now = 0 then :now
        else :paid_until::timestamptz + s.queued_now * interval '1 second' / r.per_second
    end
from step s
where r.client_id = :client and r.id = :replay
returning s.queued_now::int as queued
