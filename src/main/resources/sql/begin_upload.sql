-- Marks a document whose file is about to be sent to the client's own storage.
update render_queue
set uploading = true
where client_id = :client and job_id = :job and ordinal = :ordinal and claims = :claims
