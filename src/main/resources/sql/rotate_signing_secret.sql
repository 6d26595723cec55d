-- Makes key $2 the current one of client $1; those without an end expire at $6. There is always
-- one to take over from. Of two rotations at once the second waits for the first, then finds that
-- the key it meant to succeed is current no more: it changes nothing, and is to be tried again.
--
-- At most $7 may be valid. created_at grows even where the clock does not: the newest signs first.
with before as (
    select count(*) filter (where s.expires_at > $5)
            + count(*) filter (where s.expires_at is null and $6::timestamptz > $5)
            < $7 as room,
        max(s.created_at) as newest
    from signing_secret s
    where s.client_id = $1
),
outgoing as (
    update signing_secret s
    set expires_at = $6
    from before b
    where s.client_id = $1 and s.expires_at is null and b.room
    returning s.id
),
forgotten as (
    delete from signing_secret s where s.client_id = $1 and s.expires_at <= $5
),
made as (
    insert into signing_secret (client_id, id, scheme, created_at, sealed)
    select $1, $2, $3, greatest($5, b.newest + interval '1 millisecond'), $4
    from before b
    where exists (select from outgoing)
    returning created_at
)
select b.room, m.created_at from before b left join made m on true
