-- Unless the client has :max_running already.
insert into replay (client_id, id, state, created_at, created_from, created_to, states, dialect,
    origin, per_second, matched, matched_exactly, position, next_at, filter)
select :client, :replay, 'running', :now, :from, :to, :states, :dialect, :origin, :per_second,
    :matched, :matched_exactly, :position, :now, :filter::text::jsonb
where :max_running > (
    select count(*) from replay r where r.client_id = :client and r.next_at is not null)
returning id
