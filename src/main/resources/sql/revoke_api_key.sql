-- Revokes a valid key, unless it is the last by which the client can manage its keys and :even_last
-- is false. Run after lock_client.sql, so that two revocations at once cannot leave none.
with valid as (
    select k.id, k.expires_at is null and (k.scopes is null or 'manage' = any (k.scopes)) as manages
    from api_key k
    where k.client_id = :client and k.revoked_at is null and (k.expires_at is null or k.expires_at > :now)
),
judged as (
    select exists (select from valid where id = :api_key) as known,
        :even_last
            or not exists (select from valid where id = :api_key and manages)
            or exists (select from valid where id <> :api_key and manages) as allowed
),
revoked as (
    update api_key k
    set revoked_at = :now
    from judged j
    where k.client_id = :client and k.id = :api_key and k.revoked_at is null and j.known
        and j.allowed
    returning k.prefix
)
select j.known, exists (select from revoked) as revoked from judged j
