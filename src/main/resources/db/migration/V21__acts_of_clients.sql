-- What clients see of an attempt, and what they do themselves: cancel a notification, pause an
-- endpoint.

-- The headers that Hookpress added to the request, a line each ("name: value"), an empty line, and
-- the headers of the answer; null: written by an earlier version, or not sent by HTTP. A constant
-- number of bytes is kept.
alter table attempt add column heads text;

-- 'canceled': by its client, while it waited. Not valid: not to read all of history.
alter table notification
    drop constraint notification_state_check,
    add constraint notification_state_check check (
        state in ('pending', 'delivered', 'exhausted', 'gone', 'refused', 'canceled')) not valid;

drop index notification_ended_without_attempt;
create index notification_ended_without_attempt on notification (client_id, id)
    where state in ('exhausted', 'gone', 'refused', 'canceled');

-- Nothing is claimed for it until its client resumes it. An origin's applies to its URLs.
alter table endpoint add column paused_at timestamptz;

create or replace view notification_shown as
select n.client_id, n.id, n.job_id, n.dialect, n.state, n.origin, n.created_at, n.next_attempt_at,
    n.ended_at, n.attempts_made, n.event, n.claimed,
    coalesce(n.endpoint, endpoint_key(n.origin, n.event is not null)) as endpoint,
    e.url,
    greatest(e.held_until, o.held_until) as held_until,
    case when o.held_until > coalesce(e.held_until, '-infinity')
        then o.hold_reason
        else e.hold_reason
    end as hold_reason,
    least(e.paused_at, o.paused_at) as paused_at
from notification_now n
left join lateral (
    select p.url, p.held_until, p.hold_reason, p.paused_at
    from endpoint p
    where p.client_id = n.client_id
        and p.key = coalesce(n.endpoint, endpoint_key(n.origin, n.event is not null))
    limit 1) e on true
left join lateral (
    select p.held_until, p.hold_reason, p.paused_at
    from endpoint p
    where p.client_id = n.client_id and p.key = endpoint_key(n.origin, false) and n.event is null
    limit 1) o on true;
