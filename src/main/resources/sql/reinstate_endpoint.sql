-- By hand: it may be sent to again, now. Its origin's hold would keep it waiting.
update endpoint
set gone_at = null, held_until = null, hold_reason = null
where client_id = $1
    and (key = $2 or key = (select e.origin_key from endpoint e where e.client_id = $1 and e.key = $2))
