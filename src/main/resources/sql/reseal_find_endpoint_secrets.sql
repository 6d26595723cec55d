select client_id as client_id, id as id, 0::smallint as ordinal, sealed as sealed
from endpoint_secret
where (client_id, id) > ($2, $3)
  and $4::smallint is not null
  and get_byte(sealed, 0) <> $1
order by client_id, id
limit $5
