-- Taking its documents from the queue takes the lease from whoever renders them. The queue comes
-- first, as it does when documents finish: the two cannot wait for each other.
with dequeued as (
    delete from render_queue where client_id = $1 and job_id = $2 returning 1
),
canceled as (
    update job set state = 'canceled', ended_at = $3
    where client_id = $1 and id = $2 and state = 'pending'
        and (select count(*) from dequeued) >= 0
    returning 1
)
select (select count(*) from canceled)::int as canceled,
    exists (select from job where client_id = $1 and id = $2) as known
