select j.id, j.dialect, j.state, j.created_at, j.started_at, j.ended_at,
    j.metadata::text as metadata, d.ordinal, d.request, d.result::text as result,
    coalesce(q.node is not null, false) as claimed,
    coalesce(q.node is not null and q.uploading, false) as uploading
from job j
join document d on d.client_id = j.client_id and d.job_id = j.id
left join render_queue q
    on q.client_id = j.client_id and q.job_id = j.id and q.ordinal = d.ordinal
where j.client_id = :client and j.id = :job
order by d.ordinal
