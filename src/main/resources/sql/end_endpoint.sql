-- An endpoint is gone, since the first time that it said so.
insert into endpoint (client_id, key, origin, gone_at)
values ($1, $2, $3, $4)
on conflict (client_id, key) do update
set gone_at = excluded.gone_at
where endpoint.gone_at is null
