-- Writes down that a document which has been claimed before is about to be rendered.
update render_queue
set begun = true
where client_id = $1 and job_id = $2 and ordinal = $3 and claims = $4
