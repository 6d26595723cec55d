-- Cancels a job that has not ended and inserts the notifications that are owed for it. Deleting its
-- documents from the queue takes the lease from the node that renders them. The queue comes first,
-- as it does when documents finish, so that the two cannot deadlock.
with dequeued as (
    delete from render_queue where client_id = :client and job_id = :job returning 1
),
canceled as (
    update job set state = 'canceled', ended_at = :now
    where client_id = :client and id = :job and state = 'pending'
        and (select count(*) from dequeued) >= 0
    returning 1
),
owed as (
    select *
    from unnest(:notifications::uuid[], :dialects::text[], :origins::text[], :targets::bytea[],
        :bodies::bytea[], :endpoints::bigint[])
        as o (id, dialect, origin, target, body, endpoint)
    where exists (select from canceled)
),
notifications as (
    insert into notification
        (client_id, id, job_id, dialect, created_at, next_attempt_at, origin, target, body,
            endpoint)
    select :client, id, :job, dialect, :now, :now, origin, target, body, endpoint from owed
),
queued as (
    insert into delivery_queue (client_id, notification_id, endpoint, url_key, due_at, shard, claims)
    select :client, id, queue_key(:client, endpoint, origin), endpoint, :now,
        shard_of(:client, origin), -1
    from owed
)
select (select count(*) from canceled)::int as canceled,
    exists (select from job where client_id = :client and id = :job) as known,
    (select append_to_feeds(array[:client::uuid], array[:now::timestamptz], array['job.canceled'],
        array[:job::uuid])
    from canceled) as feeds
