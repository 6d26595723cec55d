-- The certificates of a client, without their keys.
select name, subject, fingerprint, not_after, created_at
from signing_certificate
where client_id = :client
order by name
