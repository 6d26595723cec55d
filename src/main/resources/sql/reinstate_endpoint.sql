-- By hand: it may be sent to again, now.
update endpoint
set gone_at = null, held_until = null, hold_reason = null
where client_id = $1 and key = $2
