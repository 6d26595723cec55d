-- Notifications as the API shows them, each with its endpoint and what holds it: the later of the
-- holds of its URL and of its origin. An operational event is not held by its origin.
create view notification_shown as
select n.client_id, n.id, n.job_id, n.dialect, n.state, n.origin, n.created_at, n.next_attempt_at,
    n.ended_at, n.attempts_made, n.event, n.claimed,
    coalesce(n.endpoint, endpoint_key(n.origin, n.event is not null)) as endpoint,
    e.url,
    greatest(e.held_until, o.held_until) as held_until,
    case when o.held_until > coalesce(e.held_until, '-infinity')
        then o.hold_reason
        else e.hold_reason
    end as hold_reason
from notification_now n
left join lateral (
    select p.url, p.held_until, p.hold_reason
    from endpoint p
    where p.client_id = n.client_id
        and p.key = coalesce(n.endpoint, endpoint_key(n.origin, n.event is not null))
    limit 1) e on true
left join lateral (
    select p.held_until, p.hold_reason
    from endpoint p
    where p.client_id = n.client_id and p.key = endpoint_key(n.origin, false) and n.event is null
    limit 1) o on true;
