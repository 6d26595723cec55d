-- Adds a key to client :client, unless :max_valid are valid. Run after lock_client.sql, so that two
-- creations at once do not both find room. Keys that have been invalid since :forget_until are
-- deleted.
with owner as (
    select id from client where id = :client and deleted_at is null
),
counted as (
    select count(*) filter (
        where k.revoked_at is null and (k.expires_at is null or k.expires_at > :now)) as valid
    from owner
    left join api_key k on k.client_id = owner.id
),
forgotten as (
    delete from api_key k
    using owner
    where k.client_id = owner.id and least(k.revoked_at, k.expires_at) <= :forget_until
),
made as (
    insert into api_key (sha256, client_id, created_at, id, name, prefix, expires_at, scopes)
    select :api_key_hash, owner.id, :now, :api_key, :name, :api_key_prefix, :expires_at,
        :scopes::text[]
    from owner, counted
    where counted.valid < :max_valid
    returning id
)
select exists (select from owner) as known, exists (select from made) as made
