-- Makes key :key the current one of its scheme :scheme of client :client; the one before, if there is one,
-- expires at :overlap_end. Of two rotations at once the second changes nothing, since the key that it meant to
-- succeed is no longer current, or its own would be the second current one; it is to be tried again.
--
-- At most :max_valid may be valid. created_at grows even where the clock does not: the newest signs first.
with before as (
    select count(*) filter (
            where s.expires_at > :now
                or s.expires_at is null and (s.scheme <> :scheme or :overlap_end::timestamptz > :now))
            < :max_valid as room,
        coalesce(bool_or(s.scheme = :scheme and s.expires_at is null), false) as has_current,
        max(s.created_at) as newest
    from signing_secret s
    where s.client_id = :client
),
outgoing as (
    update signing_secret s
    set expires_at = :overlap_end
    from before b
    where s.client_id = :client and s.scheme = :scheme and s.expires_at is null and b.room
    returning s.id
),
forgotten as (
    delete from signing_secret s where s.client_id = :client and s.expires_at <= :now
),
made as (
    insert into signing_secret (client_id, id, scheme, created_at, sealed)
    select :client, :key, :scheme, greatest(:now, b.newest + interval '1 millisecond'), :sealed
    from before b
    where b.room and (not b.has_current or exists (select from outgoing))
    on conflict do nothing
    returning created_at
)
select b.room, true as tracked, m.created_at from before b left join made m on true
