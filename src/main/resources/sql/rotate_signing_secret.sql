-- Makes :key the client's current one; the previous current one expires at :overlap_end. A client
-- always has a current key. Of two concurrent rotations, the second waits for the first, then finds
-- that the key it was to succeed is no longer current: it changes nothing and has to be tried
-- again.
--
-- At most :max_valid keys may be valid. created_at increases even if the clock does not: the newest
-- key signs first.
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
