-- What became of a notification is told by its attempts. They are written anyway; the
-- notification's own row, with target and body, is no longer copied for each of them.

-- What this attempt has ended its notification as, and when; null: it left it pending. Attempts of
-- before have nulls: what they did is in the notification's own row.
alter table attempt
    add column ended_as text,
    add column ended_at timestamptz,
    -- not valid: not to read all of history for what is not in it
    add constraint attempt_ended_its_notification check (
        ended_as in ('delivered', 'exhausted', 'gone', 'refused') and ended_at is not null
        or ended_as is null and ended_at is null) not valid;

-- When the next attempt is to be made, which no claim moves; null: as the notification says.
alter table delivery_queue add column scheduled_at timestamptz;

-- What is true of each notification now: the one place of this rule. Its own state,
-- next_attempt_at, ended_at and attempts_made are what was true when it was written, ended without
-- an attempt, or was made pending again after such an end.
--
-- What is in the queue is pending, whatever is said elsewhere. Else an end without an attempt
-- counts, else what the last attempt did. Leaving the queue and the attempt or end that it is for
-- are one statement, so no snapshot has the one without the other.
--
-- The limits make the planner look up one row at a time, by the whole key: a plan that is made
-- while the queue is empty would otherwise read all of it later.
create view notification_now as
select n.client_id, n.id, n.job_id, n.event, n.dialect, n.origin, n.created_at,
    case
        when q.client_id is not null then 'pending'
        when n.state <> 'pending' then n.state
        else coalesce(last.ended_as, 'pending')
    end as state,
    case
        when q.client_id is not null then coalesce(q.scheduled_at, n.next_attempt_at)
        when n.state = 'pending' and last.ended_as is null then n.next_attempt_at
    end as next_attempt_at,
    case
        when q.client_id is not null then null
        when n.state <> 'pending' then n.ended_at
        else last.ended_at
    end as ended_at,
    greatest(n.attempts_made, q.attempts_made, last.number) as attempts_made,
    q.node is not null as claimed
from notification n
left join lateral (
    select d.client_id, d.attempts_made, d.scheduled_at, d.node
    from delivery_queue d
    where d.client_id = n.client_id and d.notification_id = n.id
    limit 1) q on true
left join lateral (
    -- the queue knows how many there were
    select a.number, a.ended_as, a.ended_at
    from attempt a
    where q.client_id is null and a.client_id = n.client_id and a.notification_id = n.id
    order by a.number desc
    limit 1) last on true;
