-- A page of a client's notifications, newest first. :source names the index that leads to the
-- candidates; the whole filter is then checked on at most :scan of them. Returns one row at least:
-- how many candidates there were, and the oldest. "offset 0": a job's few notifications are found
-- before they are compared with the range, which would lead through all of the client's.
with candidate as materialized (
    (select n.id
    from notification n
    where :source = 'all' and n.client_id = :client and n.id < :before and n.id >= :from
    order by n.id desc
    limit :scan)
    union all
    (select o.id
    from (
        select n.id
        from notification n
        where :source = 'job' and n.client_id = :client and n.job_id = :job
        offset 0) o
    where o.id < :before and o.id >= :from
    order by o.id desc
    limit :scan)
    union all
    (select q.notification_id
    from delivery_queue q
    where :source = 'queue' and q.client_id = :client
        and q.notification_id < :before and q.notification_id >= :from
    order by q.notification_id desc
    limit :scan)
    union all
    (select o.id
    from (
        (select distinct a.notification_id as id
        from attempt a
        where :source = 'ended_otherwise' and a.client_id = :client
            and a.notification_id < :before and a.notification_id >= :from
            and a.ended_as <> 'delivered'
        order by a.notification_id desc
        limit :scan)
        union
        (select n.id
        from notification n
        where :source = 'ended_otherwise' and n.client_id = :client
            and n.id < :before and n.id >= :from
            and n.state in ('exhausted', 'gone', 'refused', 'canceled')
        order by n.id desc
        limit :scan)) o
    order by o.id desc
    limit :scan)
),
page as (
    select s.*
    from candidate c
    cross join lateral (
        select n.*
        from notification_shown n
        where n.client_id = :client and n.id = c.id
        limit 1) s
    where (:state::text is null
            or s.state = :state and (:state <> 'pending' or not s.claimed)
            or :state = 'delivering' and s.state = 'pending' and s.claimed)
        and (:job::uuid is null or s.job_id = :job)
        and (:endpoint::bigint is null or s.endpoint = :endpoint)
        and (:dialect::text is null or s.dialect = :dialect)
        and (:event::text is null or s.event = :event)
        and (:outcome::text is null
            or :outcome = (
                select a.outcome
                from attempt a
                where a.client_id = :client and a.notification_id = c.id
                order by a.number desc
                limit 1))
    order by c.id desc
    limit :limit
)
select x.examined, x.oldest, p.*
from (
    select count(*)::int as examined, (array_agg(id order by id))[1] as oldest
    from candidate) x
left join page p on true
order by p.id desc
