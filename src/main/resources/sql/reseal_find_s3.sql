select id as client_id, id as id, 0::smallint as ordinal, s3 as sealed
from client
where id > :after_client
  and :after_id::uuid is not null and :after_ordinal::smallint is not null
  and s3 is not null
  and get_byte(s3, 0) <> :key_id
order by id
limit :limit
