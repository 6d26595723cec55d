select client_id as client_id, id as id, 0::smallint as ordinal, sealed as sealed
from signing_certificate
where (client_id, id) > (:after_client, :after_id)
  and :after_ordinal::smallint is not null
  and sealed is not null
  and get_byte(sealed, 0) <> :key_id
order by client_id, id
limit :limit
