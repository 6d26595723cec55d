-- Ends key $2 unless it is the current one, which has no expiry.
with ended as (
    delete from signing_secret s
    where s.client_id = $1 and s.id = $2 and s.expires_at > $3
    returning s.id
)
select exists (select from ended) as ended,
    exists (
        select from signing_secret s
        where s.client_id = $1 and s.id = $2 and s.expires_at is null) as current
