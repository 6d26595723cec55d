-- Gives back a document that has not begun: it is due now, for any node, and the claim does not
-- count. :claims identifies the lease.
update render_queue
set due_at = :now, claims = claims - 1, node = null
where client_id = :client and job_id = :job and ordinal = :ordinal and claims = :claims
