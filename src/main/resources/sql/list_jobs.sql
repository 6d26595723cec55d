-- Newest first. 'processing' is a pending job that a node has claimed.
with page as (
    select j.*
    from job j
    where j.client_id = :client
        and j.id < :before and j.id >= :from
        and (:state::text is null
            or j.state = :state
                and (:state <> 'pending' or not exists (
                    select from render_queue q
                    where q.client_id = j.client_id and q.job_id = j.id and q.node is not null))
            or :state = 'processing' and j.state = 'pending' and exists (
                select from render_queue q
                where q.client_id = j.client_id and q.job_id = j.id and q.node is not null))
    order by j.id desc
    limit :limit
)
select j.id, j.dialect, j.state, j.created_at, j.started_at, j.ended_at,
    j.metadata::text as metadata, d.ordinal, d.request, d.result::text as result,
    coalesce(q.node is not null, false) as claimed,
    coalesce(q.node is not null and q.uploading, false) as uploading
from page j
join document d on d.client_id = j.client_id and d.job_id = j.id
left join render_queue q
    on q.client_id = j.client_id and q.job_id = j.id and q.ordinal = d.ordinal
order by j.id desc, d.ordinal
