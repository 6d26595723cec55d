-- Unless the client has :max_running already.
insert into replay (client_id, id, state, created_at, created_from, created_to, states, dialect,
    origin, per_second, matched, matched_exactly, position, next_at, filter)
select :client, :replay, 'running', :now, :from, :to,
    array(select jsonb_array_elements_text(f.filter -> 'states')), f.filter ->> 'dialect',
    f.filter ->> 'origin', :per_second, :matched, :matched_exactly, :position, :now, f.filter
from (select :filter::text::jsonb as filter) f
where :max_running > (
    select count(*) from replay r where r.client_id = :client and r.next_at is not null)
returning id
