-- A row that has changed meanwhile was sealed with the current key by whatever changed it.
update signing_certificate
set sealed = given.resealed
from unnest(:clients::uuid[], :ids::uuid[], :ordinals::smallint[], :sealed::bytea[],
    :resealed::bytea[])
    as given (client_id, id, ordinal, sealed, resealed)
where signing_certificate.client_id = given.client_id and signing_certificate.id = given.id
    and signing_certificate.sealed = given.sealed
