-- By hand: it may be sent to again, now. A hold of its origin would delay that, so it ends too.
update endpoint
set gone_at = null, held_until = null, hold_reason = null
where client_id = :client
    and (
        key = :endpoint
        or key = (
            select e.origin_key
            from endpoint e
            where e.client_id = :client and e.key = :endpoint))
