-- Makes key :key the current one of client :client; those without an end expire at :overlap_end. There is always
-- one to take over from. Of two rotations at once the second waits for the first, then finds that
-- the key it meant to succeed is current no more: it changes nothing, and is to be tried again.
--
-- At most :max_valid may be valid. created_at grows even where the clock does not: the newest signs first.
with before as (
    select count(*) filter (where s.expires_at > :now)
            + count(*) filter (where s.expires_at is null and :overlap_end::timestamptz > :now)
            < :max_valid as room,
        max(s.created_at) as newest
    from signing_secret s
    where s.client_id = :client
),
outgoing as (
    update signing_secret s
    set expires_at = :overlap_end
    from before b
    where s.client_id = :client and s.expires_at is null and b.room
    returning s.id
),
forgotten as (
    delete from signing_secret s where s.client_id = :client and s.expires_at <= :now
),
made as (
    insert into signing_secret (client_id, id, scheme, created_at, sealed)
    select :client, :key, :scheme, greatest(:now, b.newest + interval '1 millisecond'), :sealed
    from before b
    where exists (select from outgoing)
    returning created_at
)
select b.room, m.created_at from before b left join made m on true
