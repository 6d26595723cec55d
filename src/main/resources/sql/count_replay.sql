-- Counts the notifications that a replay would queue, and how many were examined: those of a job, if
-- :filter names one, else all of the time.
with asked as materialized (
    select (f.filter ->> 'job')::uuid as job, (f.filter ->> 'endpoint')::bigint as endpoint,
        f.filter ->> 'event' as event, f.filter ->> 'outcome' as outcome,
        f.filter ->> 'dialect' as dialect, f.filter ->> 'origin' as origin,
        f.filter -> 'states' as states
    from (select :filter::text::jsonb as filter) f
),
looked as (
    (select n.id, n.state, n.dialect, n.origin, n.event, n.attempts_made, n.endpoint
    from notification_now n
    where (select a.job is null from asked a)
        and n.client_id = :client and n.id > :after and n.id < :before
    order by n.id
    limit :max_looked_at)
    union all
    (select n.id, n.state, n.dialect, n.origin, n.event, n.attempts_made, n.endpoint
    from asked a
    cross join lateral (
        select j.id
        from (
            -- by its index on jobs, whatever the range
            select k.id
            from notification k
            where k.client_id = :client and k.job_id = a.job
            offset 0) j
        where j.id > :after and j.id < :before
        limit :max_looked_at) of_job
    cross join lateral (
        select v.id, v.state, v.dialect, v.origin, v.event, v.attempts_made, v.endpoint
        from notification_now v
        where v.client_id = :client and v.id = of_job.id
        limit 1) n
    where a.job is not null)
)
select count(*)::int as looked,
    (count(*) filter (
        where l.event is not distinct from a.event and a.states ? l.state
            and l.attempts_made < :max_attempts
            and (a.dialect is null or l.dialect = a.dialect)
            and (a.origin is null or l.origin = a.origin)
            and (a.endpoint is null
                or a.endpoint = coalesce(l.endpoint, endpoint_key(l.origin, l.event is not null)))
            and (a.outcome is null
                or a.outcome = (
                    select t.outcome
                    from attempt t
                    where t.client_id = :client and t.notification_id = any (array[l.id])
                    order by t.number desc
                    limit 1))
            and not exists (
                select from endpoint e
                where e.client_id = :client and e.key = any (array[l.endpoint])
                    and e.gone_at is not null and e.url is not null)))::int as matched
from looked l
cross join asked a
