-- Takes the replay that has been due longest one step on. Queueing and moving on are one statement:
-- whoever dies, nothing is lost and nothing is queued twice by one replay.
--
-- $1 is now. A step looks at no more than $2 notifications, in the order of their ids, and queues no
-- more than the rate allows until a quarter of a second from now. A node that comes late makes up
-- for a second at most. Those with $3 attempts or more are passed over, as redeliver.sql does; why
-- claims begin where they do is said there too.
with due as (
    select r.client_id, r.id, r.states, r.dialect, r.origin, r.per_second, r.position,
        ulid_floor(r.created_to) as stop,
        greatest(r.next_at, $1::timestamptz - interval '1 second') as paid_until
    from replay r
    where r.next_at <= $1
    order by r.next_at
    limit 1
    for update skip locked
),
pace as (
    select d.*,
        ceil(d.per_second * (extract(epoch from $1::timestamptz - d.paid_until) + 0.25))::int
            as share
    from due d
),
matching as (
    select p.client_id, m.id
    from pace p
    cross join lateral (
        select w.id
        from (
            select n.id, n.state, n.dialect, n.origin, n.event, n.attempts_made
            from notification n
            where n.client_id = p.client_id and n.id > p.position and n.id < p.stop
            order by n.id
            limit $2) w
        where w.event is null and w.state = any (p.states) and w.attempts_made < $3
            and (p.dialect is null or w.dialect = p.dialect)
            and (p.origin is null or w.origin = p.origin)
            and not exists (
                select from endpoint e
                where e.client_id = p.client_id and e.key = endpoint_key(w.origin, false)
                    and e.gone_at is not null)
        order by w.id
        limit p.share) m
),
locked as (
    -- in one order everywhere, so that two replays of the same notifications cannot wait for each
    -- other; the later one finds them pending
    select n.client_id, n.id
    from matching m
    join notification n on n.client_id = m.client_id and n.id = m.id
    where n.state <> 'pending'
    order by n.id
    for update of n
),
begun as (
    update notification n
    set state = 'pending', next_attempt_at = $1, ended_at = null
    from locked l
    where n.client_id = l.client_id and n.id = l.id
    returning n.client_id, n.id, n.origin, n.attempts_made
),
queued as (
    insert into delivery_queue
        (client_id, notification_id, endpoint, due_at, claims, attempts_made, attempts_before)
    select b.client_id, b.id, endpoint_key(b.origin, false), $1,
        (pg_current_xact_id()::text::bigint & 1073741823)::int, b.attempts_made, b.attempts_made
    from begun b
    on conflict (client_id, notification_id) do nothing
),
step as (
    -- reached is null at the end of the range
    select p.*, (select count(*) from begun) as queued_now,
        case when (select count(*) from matching) < p.share
            then (
                select n.id
                from notification n
                where n.client_id = p.client_id and n.id > p.position and n.id < p.stop
                order by n.id
                offset $2 - 1
                limit 1)
            else (select m.id from matching m order by m.id desc limit 1)
        end as reached
    from pace p
)
update replay r
set position = coalesce(s.reached, s.stop),
    queued = r.queued + s.queued_now,
    state = case when s.reached is null then 'completed' else r.state end,
    ended_at = case when s.reached is null then $1 end,
    -- a step that found nothing goes behind those that have waited
    next_at = case
        when s.reached is null then null
        when s.queued_now = 0 then $1
        else s.paid_until + s.queued_now * interval '1 second' / r.per_second
    end
from step s
where r.client_id = s.client_id and r.id = s.id
returning s.queued_now::int as queued
