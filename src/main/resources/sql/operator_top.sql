-- Clients by what stands out: attempts that failed or were made since :since, and what waits. Of each
-- queue, :max rows are looked at. :order: failing, flooding or waiting.
with figures as (
    select client_id, sum(attempts)::bigint as attempts,
        sum(attempts - delivered)::bigint as failed
    from endpoint_hour
    where hour > :since
    group by client_id
),
waiting as (
    select client_id, count(*) as notifications, min(due_at) as oldest_due_at
    from (select client_id, due_at from delivery_queue limit :max) q
    group by client_id
),
rendering as (
    select client_id, count(*) as documents
    from (select client_id from render_queue limit :max) q
    group by client_id
)
select c.id, c.name, coalesce(f.attempts, 0) as attempts, coalesce(f.failed, 0) as failed,
    coalesce(w.notifications, 0) as notifications, coalesce(r.documents, 0) as documents,
    w.oldest_due_at
from client c
left join figures f on f.client_id = c.id
left join waiting w on w.client_id = c.id
left join rendering r on r.client_id = c.id
where case :order::text
    when 'failing' then f.failed > 0
    when 'flooding' then f.attempts > 0 or r.documents > 0
    else w.notifications > 0 or r.documents > 0 end
order by case :order::text
    when 'failing' then f.failed
    when 'flooding' then coalesce(f.attempts, 0) + coalesce(r.documents, 0)
    else coalesce(w.notifications, 0) + coalesce(r.documents, 0) end desc, c.id
limit :limit
