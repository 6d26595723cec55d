-- Deletes a key unless it is the current one, which has no expiry.
with ended as (
    delete from signing_secret s
    where s.client_id = :client and s.id = :key and s.expires_at > :now
    returning s.id
)
select exists (select from ended) as ended,
    exists (
        select from signing_secret s
        where s.client_id = :client and s.id = :key and s.expires_at is null) as current
