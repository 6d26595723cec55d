-- Gives a lease back: the claim did not happen.
update render_queue
set due_at = $5, claims = claims - 1, node = null
where client_id = $1 and job_id = $2 and ordinal = $3 and claims = $4
