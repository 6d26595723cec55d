-- The documents of a job whose documents have all ended, in order, and when the first was started.
select d.request, d.result::text as result, j.started_at
from document d
join job j on j.client_id = any (array[d.client_id]) and j.id = any (array[d.job_id])
where d.client_id = :client and d.job_id = :job
order by d.ordinal
