-- Deletes an ended job with its documents, notifications and attempts. Its files are deleted after
-- it, and once more after :again. Without such a job, a row that is due is done with.
with ended as (
    select client_id, id
    from job
    where client_id = :client and id = :job and state <> 'pending'
    for update
),
told as (
    select n.client_id, n.id
    from ended e
    join notification n on n.client_id = e.client_id and n.job_id = e.id
),
waiting as (
    delete from delivery_queue q using told t
    where q.client_id = t.client_id and q.notification_id = t.id
),
attempts as (
    delete from attempt a using told t
    where a.client_id = t.client_id and a.notification_id = t.id
),
notifications as (
    delete from notification n using told t where n.client_id = t.client_id and n.id = t.id
),
documents as (
    delete from document d using ended e where d.client_id = e.client_id and d.job_id = e.id
),
gone as (
    delete from job j using ended e where j.client_id = e.client_id and j.id = e.id
    returning j.id
),
again as (
    insert into content_expiry (client_id, job_id, expires_at)
    select client_id, id, :again from ended
    on conflict (client_id, job_id) do update set expires_at = excluded.expires_at
),
done as (
    delete from content_expiry e
    where e.client_id = :client and e.job_id = :job and e.expires_at <= :now
        and not exists (select from job j where j.client_id = :client and j.id = :job)
)
select count(*) > 0 as deleted from gone
