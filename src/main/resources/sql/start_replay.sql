-- Unless the client has $13 running already.
insert into replay (client_id, id, state, created_at, created_from, created_to, states, dialect,
    origin, per_second, matched, matched_exactly, position, next_at)
select $1, $2, 'running', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $3
where (select count(*) from replay r where r.client_id = $1 and r.next_at is not null) < $13
returning id
