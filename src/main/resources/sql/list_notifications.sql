-- Sorted last: to avoid a sort, the planner would read all of the client's notifications in the
-- order of their ids.
with found as materialized (
    select n.id, n.job_id, n.dialect, n.state, n.origin, n.created_at, n.next_attempt_at,
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
        where p.client_id = n.client_id and p.key = endpoint_key(n.origin, false)
            and n.event is null
        limit 1) o on true
    where n.client_id = :client and n.job_id = :job
)
select * from found order by id
