with canceled as (
    update replay
    set state = 'canceled', ended_at = $3, next_at = null
    where client_id = $1 and id = $2 and state = 'running'
    returning 1
)
select (select count(*) from canceled)::int as canceled,
    exists (select from replay where client_id = $1 and id = $2) as known
