-- A row that has changed meanwhile was sealed anew by who changed it.
update document
set request = given.resealed
from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::bytea[], $5::bytea[])
    as given (client_id, id, ordinal, sealed, resealed)
where document.client_id = given.client_id and document.job_id = given.id and document.ordinal = given.ordinal and document.request = given.sealed
