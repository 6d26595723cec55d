select client_id as client_id, job_id as id, ordinal as ordinal, request as sealed
from document
where (client_id, job_id, ordinal) > (:after_client, :after_id, :after_ordinal)
  and request is not null
  and get_byte(request, 0) <> :key_id
order by client_id, job_id, ordinal
limit :limit
