-- By hand: it may be sent to again, now. Its origin's hold would keep it waiting.
update endpoint
set gone_at = null, held_until = null, hold_reason = null
where client_id = :client
    and (key = :endpoint or key = (select e.origin_key from endpoint e where e.client_id = :client and e.key = :endpoint))
