-- Ends one of several documents of a job, unless it has ended before, if the lease is still held.
-- The lease is released unless this was the last document: until the job ends too, that one is
-- claimed again if its node dies. Always returns a row; documents_left is null if the lease was
-- lost.
with held as (
    select 1 from render_queue
    where client_id = :client and job_id = :job and ordinal = :ordinal and claims = :claims
    for update
),
ended as (
    update document
    set result = :result::text::json
    where client_id = :client and job_id = :job and ordinal = :ordinal and result is null
        and exists (select from held)
    returning 1
),
counted as (
    update job
    set documents_left = documents_left - (select count(*) from ended),
        started_at = least(started_at, :started_at)
    where client_id = :client and id = :job and state = 'pending' and exists (select from held)
    returning documents_left
),
released as (
    delete from render_queue
    where client_id = :client and job_id = :job and ordinal = :ordinal
        and (select documents_left from counted) > 0
)
select (select documents_left from counted) as documents_left
