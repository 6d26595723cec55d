-- Sends one notification again: $2 of client $1, now ($3). One that has ended begins its schedule
-- anew, and its attempts' numbers go on; one that waits for a retry is due at once; one that is
-- under way stays as it is. Nothing is done for an endpoint that is gone, or after $4 attempts.
-- Returns no row for one that does not exist.
--
-- Whoever still holds a lease of before must not find it again: claims go on from the transaction's
-- number, which rises by one at least with every claim. Its lower 30 bits leave room to count.
with known as (
    select n.attempts_made,
        exists (
            select from endpoint e
            where e.client_id = n.client_id
                and e.key = endpoint_key(n.origin, n.event is not null)
                and e.gone_at is not null) as gone
    from notification n
    where n.client_id = $1 and n.id = $2
),
allowed as (
    select from known where not gone and attempts_made < $4
),
hastened as (
    update delivery_queue q
    set due_at = $3
    where q.client_id = $1 and q.notification_id = $2 and q.node is null and q.due_at > $3
        and exists (select from allowed)
    returning 1
),
begun as (
    update notification n
    set state = 'pending', next_attempt_at = $3, ended_at = null
    where n.client_id = $1 and n.id = $2 and exists (select from allowed)
        and (n.state <> 'pending' or exists (select from hastened))
    returning n.client_id, n.id, n.origin, n.event, n.attempts_made
),
queued as (
    insert into delivery_queue
        (client_id, notification_id, endpoint, due_at, claims, attempts_made, attempts_before)
    select b.client_id, b.id, endpoint_key(b.origin, b.event is not null), $3,
        (pg_current_xact_id()::text::bigint & 1073741823)::int, b.attempts_made, b.attempts_made
    from begun b
    where not exists (select from hastened)
    on conflict (client_id, notification_id) do nothing
)
select k.gone, k.attempts_made >= $4 as worn from known k
