-- A row that has changed meanwhile was sealed anew by who changed it.
update endpoint_secret
set sealed = given.resealed
from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::bytea[], $5::bytea[])
    as given (client_id, id, ordinal, sealed, resealed)
where endpoint_secret.client_id = given.client_id and endpoint_secret.id = given.id and endpoint_secret.sealed = given.sealed
