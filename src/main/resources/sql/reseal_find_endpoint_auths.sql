select client_id as client_id, id as id, 0::smallint as ordinal, auth as sealed
from registered_endpoint
where (client_id, id) > (:after_client, :after_id)
  and :after_ordinal::smallint is not null
  and get_byte(auth, 0) <> :key_id
order by client_id, id
limit :limit
