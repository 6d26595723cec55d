with canceled as (
    update replay
    set state = 'canceled', ended_at = :now, next_at = null
    where client_id = :client and id = :replay and state = 'running'
    returning 1
)
select (select count(*) from canceled)::int as canceled,
    exists (select from replay where client_id = :client and id = :replay) as known
