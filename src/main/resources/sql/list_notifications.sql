-- Sorted last: to avoid a sort, the planner would read all of the client's notifications in the
-- order of their ids.
with found as materialized (
    select * from notification_shown where client_id = :client and job_id = :job
)
select * from found order by id
