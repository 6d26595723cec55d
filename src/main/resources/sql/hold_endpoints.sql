-- Holds endpoints until the latest time that was named. A hold never ends an earlier one.
insert into endpoint (client_id, key, origin, held_until, hold_reason)
select distinct on (client_id, key) client_id, key, origin, held_until, reason
from unnest($1::uuid[], $2::bigint[], $3::text[], $4::timestamptz[], $5::text[])
    as i (client_id, key, origin, held_until, reason)
-- in one order everywhere, so that two batches cannot wait for each other
order by client_id, key, held_until desc
on conflict (client_id, key) do update
set held_until = excluded.held_until, hold_reason = excluded.hold_reason
where endpoint.held_until is null or endpoint.held_until < excluded.held_until
