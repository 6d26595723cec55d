select client_id as client_id, id as id, 0::smallint as ordinal, target as sealed
from notification
where (client_id, id) > (:after_client, :after_id)
  and :after_ordinal::smallint is not null
  -- The sealed value holds the body too.
  and octet_length(body) = 0
  and get_byte(target, 0) <> :key_id
order by client_id, id
limit :limit
