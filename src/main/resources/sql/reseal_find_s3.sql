select id as client_id, id as id, 0::smallint as ordinal, s3 as sealed
from client
where id > $2
  and $3::uuid is not null and $4::smallint is not null
  and s3 is not null
  and get_byte(s3, 0) <> $1
order by id
limit $5
