select id as client_id, id as id, 0::smallint as ordinal, events_target as sealed
from client
where id > $2
  and $3::uuid is not null and $4::smallint is not null
  and events_target is not null
  and get_byte(events_target, 0) <> $1
order by id
limit $5
