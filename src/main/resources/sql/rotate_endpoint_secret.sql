-- As rotate_signing_secret.sql, for the URL :endpoint of the client, which is given a row in endpoint, by
-- which the client finds it again: :url is the URL, masked, and :origin its origin. tracked is false where
-- the client has too many URLs for one more row.
with tracked as materialized (
    select track_endpoint(:client, :endpoint, :url, :origin) = :endpoint as room
),
before as (
    select t.room is true as tracked,
        count(*) filter (
            where s.expires_at > :now
                or s.expires_at is null and (s.scheme <> :scheme or :overlap_end::timestamptz > :now))
            < :max_valid as room,
        coalesce(bool_or(s.scheme = :scheme and s.expires_at is null), false) as has_current,
        max(s.created_at) as newest
    from tracked t
    left join endpoint_secret s on s.client_id = :client and s.endpoint = :endpoint
    group by t.room
),
outgoing as (
    update endpoint_secret s
    set expires_at = :overlap_end
    from before b
    where s.client_id = :client and s.endpoint = :endpoint and s.scheme = :scheme and s.expires_at is null
        and b.room and b.tracked
    returning s.id
),
forgotten as (
    delete from endpoint_secret s
    where s.client_id = :client and s.endpoint = :endpoint and s.expires_at <= :now
),
made as (
    insert into endpoint_secret (client_id, endpoint, id, scheme, created_at, sealed)
    select :client, :endpoint, :key, :scheme, greatest(:now, b.newest + interval '1 millisecond'), :sealed
    from before b
    where b.room and b.tracked and (not b.has_current or exists (select from outgoing))
    on conflict do nothing
    returning created_at
)
select b.room, b.tracked, m.created_at from before b left join made m on true
