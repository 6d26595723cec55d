update registered_endpoint
set name = :name, target = :target,
    job_formats = array(select jsonb_array_elements_text(w.wants -> 'job_formats')),
    all_jobs = (w.wants ->> 'all_jobs')::boolean,
    events = array(select jsonb_array_elements_text(w.wants -> 'events')),
    enabled = (w.wants ->> 'enabled')::boolean,
    auth = :auth::bytea
from (select :wants::text::jsonb as wants) w
where client_id = :client and key = :endpoint
