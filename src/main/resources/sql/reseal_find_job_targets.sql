select client_id as client_id, id as id, 0::smallint as ordinal, targets as sealed
from job
where (client_id, id) > ($2, $3)
  and $4::smallint is not null
  and targets is not null
  and get_byte(targets, 0) <> $1
order by client_id, id
limit $5
