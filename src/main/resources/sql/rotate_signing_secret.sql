-- Makes key $2 the current one of its scheme $3 of client $1; the one before, if there is one,
-- expires at $6. Of two rotations at once the second changes nothing, since the key that it meant to
-- succeed is no longer current, or its own would be the second current one; it is to be tried again.
--
-- At most $7 may be valid. created_at grows even where the clock does not: the newest signs first.
with before as (
    select count(*) filter (
            where s.expires_at > $5
                or s.expires_at is null and (s.scheme <> $3 or $6::timestamptz > $5))
            < $7 as room,
        coalesce(bool_or(s.scheme = $3 and s.expires_at is null), false) as has_current,
        max(s.created_at) as newest
    from signing_secret s
    where s.client_id = $1
),
outgoing as (
    update signing_secret s
    set expires_at = $6
    from before b
    where s.client_id = $1 and s.scheme = $3 and s.expires_at is null and b.room
    returning s.id
),
forgotten as (
    delete from signing_secret s where s.client_id = $1 and s.expires_at <= $5
),
made as (
    insert into signing_secret (client_id, id, scheme, created_at, sealed)
    select $1, $2, $3, greatest($5, b.newest + interval '1 millisecond'), $4
    from before b
    where b.room and (not b.has_current or exists (select from outgoing))
    on conflict do nothing
    returning created_at
)
select b.room, true as tracked, m.created_at from before b left join made m on true
