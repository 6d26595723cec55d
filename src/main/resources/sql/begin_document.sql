-- Marks a document that was claimed before as about to be rendered.
update render_queue
set begun = true
where client_id = :client and job_id = :job and ordinal = :ordinal and claims = :claims
