select client_id as client_id, id as id, 0::smallint as ordinal, answer as sealed
from idempotent_answer
where (client_id, id) > (:after_client, :after_id)
  and :after_ordinal::smallint is not null
  and answer is not null
  and get_byte(answer, 0) <> :key_id
order by client_id, id
limit :limit
