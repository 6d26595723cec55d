-- Jobs that have ended and of which nothing is to be kept after :now, by themselves or by their
-- client's retention; and jobs that are deleted and whose files are to be looked for once more.
(select e.client_id, e.job_id
from content_expiry e
left join job j on j.client_id = e.client_id and j.id = e.job_id
where e.expires_at <= :now and (j.id is null or j.state <> 'pending')
order by e.expires_at
limit :max)
union
(select old.client_id, old.id
from client c
cross join lateral (
    select j.client_id, j.id
    from job j
    where j.client_id = c.id and j.state <> 'pending'
        and j.id < ulid_floor(:now - make_interval(days => c.retention_days))
    limit :max) old
where c.retention_days is not null
limit :max)
