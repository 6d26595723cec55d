-- Holds endpoints that have rows until the latest time given for each. A hold is never shortened.
with input as (
    select distinct on (client_id, key) *
    from unnest(:clients::uuid[], :endpoints::bigint[], :ends::timestamptz[], :reasons::text[])
        as i (client_id, key, held_until, reason)
    order by client_id, key, held_until desc
),
locked as (
    -- locked in one order everywhere, so that two batches cannot deadlock
    select i.client_id, i.key
    from input i
    cross join lateral (
        select e.key
        from endpoint e
        where e.client_id = any (array[i.client_id]) and e.key = any (array[i.key])
        limit 1
        for update) found
)
update endpoint e
set held_until = i.held_until, hold_reason = i.reason
from input i
join locked l on l.client_id = i.client_id and l.key = i.key
where e.client_id = any (array[l.client_id]) and e.key = any (array[l.key])
    and (e.held_until is null or e.held_until < i.held_until)
