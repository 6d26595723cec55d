-- Stores or replaces a certificate, unless the client has :most of other names. Run
-- after lock_client.sql, so that two at once do not both find room.
insert into signing_certificate as c
    (client_id, name, created_at, subject, fingerprint, not_after, sealed)
select owner.id, :name, :now::timestamptz, :subject, :fingerprint,
    :not_after::timestamptz, :sealed::bytea
from client owner
where owner.id = :client and owner.deleted_at is null
    and (
        select count(*) from signing_certificate o where o.client_id = :client and o.name <> :name
    ) < :most
on conflict (client_id, name) do update
set created_at = excluded.created_at, subject = excluded.subject,
    fingerprint = excluded.fingerprint, not_after = excluded.not_after, sealed = excluded.sealed
returning c.id
