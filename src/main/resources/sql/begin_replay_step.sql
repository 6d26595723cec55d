-- Picks the replay that is due longest, and finds and locks its next notifications;
-- advance_replay.sql queues them in the same transaction. Returns no row if no replay is due.
--
-- A step examines at most :max_looked_at notifications, in the order of their ids (of one job, if
-- the replay names one), and queues at
-- most what the rate allows until a quarter of a second from now. A late step makes up for one
-- second at most. Notifications with :max_attempts or more are skipped, as in redeliver.sql. "= any
-- (array[...])": see claim_notifications.sql.
with due as (
    select r.client_id, r.id, r.states, r.dialect, r.origin, r.per_second, r.position,
        (r.filter ->> 'job')::uuid as job, (r.filter ->> 'endpoint')::bigint as endpoint,
        r.filter ->> 'event' as event, r.filter ->> 'outcome' as outcome,
        ulid_floor(r.created_to) as stop,
        greatest(r.next_at, :now::timestamptz - interval '1 second') as paid_until
    from replay r
    where r.next_at <= :now
    order by r.next_at
    limit 1
    for update skip locked
),
pace as (
    select d.*,
        ceil(d.per_second * (extract(epoch from :now::timestamptz - d.paid_until) + 0.25))::int
            as share
    from due d
),
matching as (
    select p.client_id, m.id
    from pace p
    cross join lateral (
        select w.id
        from (
            (select n.id, n.state, n.dialect, n.origin, n.event, n.attempts_made, n.endpoint
            from notification_now n
            where p.job is null
                and n.client_id = p.client_id and n.id > p.position and n.id < p.stop
            order by n.id
            limit :max_looked_at)
            union all
            (select n.id, n.state, n.dialect, n.origin, n.event, n.attempts_made, n.endpoint
            from (
                select j.id
                from (
                    -- by its index on jobs, whatever the range
                    select k.id
                    from notification k
                    where k.client_id = p.client_id and k.job_id = p.job
                    offset 0) j
                where j.id > p.position and j.id < p.stop
                order by j.id
                limit :max_looked_at) of_job
            cross join lateral (
                select v.id, v.state, v.dialect, v.origin, v.event, v.attempts_made, v.endpoint
                from notification_now v
                where v.client_id = p.client_id and v.id = of_job.id
                limit 1) n)) w
        where w.event is not distinct from p.event and w.state = any (p.states) and w.attempts_made < :max_attempts
            and (p.dialect is null or w.dialect = p.dialect)
            and (p.origin is null or w.origin = p.origin)
            and (p.endpoint is null
                or p.endpoint = coalesce(w.endpoint, endpoint_key(w.origin, w.event is not null)))
            and (p.outcome is null
                or p.outcome = (
                    select t.outcome
                    from attempt t
                    where t.client_id = any (array[p.client_id])
                        and t.notification_id = any (array[w.id])
                    order by t.number desc
                    limit 1))
            and not exists (
                select from endpoint e
                where e.client_id = any (array[p.client_id])
                    and e.key = any (array[w.endpoint])
                    and e.gone_at is not null and e.url is not null)
        order by w.id
        limit p.share) m
),
locked as (
    -- locked in one order everywhere, so that two replays of the same notifications cannot
    -- deadlock; the later one finds them pending
    select n.id
    from matching m
    join notification n on n.client_id = any (array[m.client_id]) and n.id = any (array[m.id])
    order by n.id
    for update of n
)
-- reached is null at the end of the range
select p.client_id, p.id, p.paid_until,
    coalesce((select array_agg(l.id) from locked l), '{}') as notifications,
    case when (select count(*) from matching) < p.share
        then (
            select n.id
            from notification n
            where p.job is null
                and n.client_id = p.client_id and n.id > p.position and n.id < p.stop
            order by n.id
            offset :max_looked_at - 1
            limit 1)
        else (select m.id from matching m order by m.id desc limit 1)
    end as reached
from pace p
