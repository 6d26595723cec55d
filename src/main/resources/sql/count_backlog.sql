-- How many notifications wait, and why; :max of them are looked at.
-- "= any (array[...])": see claim_notifications.sql.
with waiting as (
    select client_id, notification_id, endpoint, claims, due_at
    from delivery_queue
    limit :max
),
in_hand as (
    select i.id, i.claims
    from delivery_hand h
    cross join lateral unnest(h.notifications, h.claims) as i (id, claims)
),
judged as (
    select case
        when (w.notification_id, w.claims) in (select id, claims from in_hand) then 'leased'
        when w.endpoint & 1 = 0 and w.client_id = any (:blocked_clients::uuid[]) then 'parked'
        when greatest(e.held_until, o.held_until) > :now or e.paused_at is not null
            or o.paused_at is not null then 'held'
        when w.due_at > :now then 'scheduled'
        else 'due'
    end as state
    from waiting w
    left join endpoint e
        on e.client_id = any (array[w.client_id]) and e.key = any (array[w.endpoint])
    left join endpoint o
        on o.client_id = any (array[e.client_id]) and o.key = any (array[e.origin_key])
)
select state, count(*) as waiting from judged group by state
