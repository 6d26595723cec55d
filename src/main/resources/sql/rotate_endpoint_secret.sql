-- As rotate_signing_secret.sql, for the URL $8 of the client, which is given a row in endpoint, by
-- which the client finds it again: $9 is the URL, masked, and $10 its origin. tracked is false where
-- the client has too many URLs for one more row.
with tracked as materialized (
    select track_endpoint($1, $8, $9, $10) = $8 as room
),
before as (
    select t.room is true as tracked,
        count(*) filter (
            where s.expires_at > $5
                or s.expires_at is null and (s.scheme <> $3 or $6::timestamptz > $5))
            < $7 as room,
        coalesce(bool_or(s.scheme = $3 and s.expires_at is null), false) as has_current,
        max(s.created_at) as newest
    from tracked t
    left join endpoint_secret s on s.client_id = $1 and s.endpoint = $8
    group by t.room
),
outgoing as (
    update endpoint_secret s
    set expires_at = $6
    from before b
    where s.client_id = $1 and s.endpoint = $8 and s.scheme = $3 and s.expires_at is null
        and b.room and b.tracked
    returning s.id
),
forgotten as (
    delete from endpoint_secret s
    where s.client_id = $1 and s.endpoint = $8 and s.expires_at <= $5
),
made as (
    insert into endpoint_secret (client_id, endpoint, id, scheme, created_at, sealed)
    select $1, $8, $2, $3, greatest($5, b.newest + interval '1 millisecond'), $4
    from before b
    where b.room and b.tracked and (not b.has_current or exists (select from outgoing))
    on conflict do nothing
    returning created_at
)
select b.room, b.tracked, m.created_at from before b left join made m on true
