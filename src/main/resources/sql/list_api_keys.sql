-- The valid keys of a client, newest first.
select id, name, prefix, created_at, expires_at, scopes, last_used_at
from api_key
where client_id = :client and revoked_at is null and (expires_at is null or expires_at > :now)
order by created_at desc, id desc
