-- Cancels a job that has not ended, and writes down the notifications that are owed for it ($4 to
-- $9). Taking its documents from the queue takes the lease from whoever renders them. The queue
-- comes first, as it does when documents finish: the two cannot wait for each other.
with dequeued as (
    delete from render_queue where client_id = $1 and job_id = $2 returning 1
),
canceled as (
    update job set state = 'canceled', ended_at = $3
    where client_id = $1 and id = $2 and state = 'pending'
        and (select count(*) from dequeued) >= 0
    returning 1
),
owed as (
    select *
    from unnest($4::uuid[], $5::text[], $6::text[], $7::bytea[], $8::bytea[], $9::bigint[])
        as o (id, dialect, origin, target, body, endpoint)
    where exists (select from canceled)
),
notifications as (
    insert into notification
        (client_id, id, job_id, dialect, created_at, next_attempt_at, origin, target, body,
            endpoint)
    select $1, id, $2, dialect, $3, $3, origin, target, body, endpoint from owed
),
queued as (
    insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at)
    select $1, id, queue_key($1, endpoint, origin), endpoint, $3 from owed
)
select (select count(*) from canceled)::int as canceled,
    exists (select from job where client_id = $1 and id = $2) as known
