-- The endpoints that a client has registered, in the order of their registration.
select r.key, r.created_at, r.name, r.target, r.auth, r.job_formats, r.all_jobs, r.events,
    r.enabled, e.rate_per_second, e.gone_at is not null as gone
from registered_endpoint r
left join endpoint e on e.client_id = r.client_id and e.key = r.key
where r.client_id = :client
order by r.id
