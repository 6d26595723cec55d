update registered_endpoint
set name = :name, target = :target, job_formats = :job_formats, all_jobs = :all_jobs,
    events = :events, enabled = :enabled
where client_id = :client and key = :endpoint
