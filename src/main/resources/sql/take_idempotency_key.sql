-- Takes a key, unless it is in use and younger than :created_until. Waits for a transaction that is
-- just using it.
insert into idempotent_answer (client_id, key, id, request_sha256, created_at)
values (:client, :key, :id, :request_sha256, :now)
on conflict (client_id, key) do update
set id = excluded.id, request_sha256 = excluded.request_sha256,
    created_at = excluded.created_at, answer = null
where idempotent_answer.created_at <= :created_until
returning id
