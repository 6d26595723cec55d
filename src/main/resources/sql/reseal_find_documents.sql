select client_id as client_id, job_id as id, ordinal as ordinal, request as sealed
from document
where (client_id, job_id, ordinal) > ($2, $3, $4)
  and request is not null
  and get_byte(request, 0) <> $1
order by client_id, job_id, ordinal
limit $5
