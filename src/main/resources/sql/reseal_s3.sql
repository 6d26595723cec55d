-- A row that has changed meanwhile was sealed anew by who changed it.
update client
set s3 = given.resealed
from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::bytea[], $5::bytea[])
    as given (client_id, id, ordinal, sealed, resealed)
where client.id = given.client_id and client.s3 = given.sealed
