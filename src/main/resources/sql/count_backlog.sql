-- How many notifications wait, and why; :max of them are looked at. What has expired of a lease is due.
-- "= any (array[...])": see claim_notifications.sql.
with waiting as (
    select client_id, endpoint, url_key, due_at, node
    from delivery_queue
    limit :max
),
judged as (
    select case
        when w.node is not null and w.due_at > :now then 'leased'
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
