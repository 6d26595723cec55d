-- A row that has changed meanwhile was sealed with the current key by whatever changed it.
update registered_endpoint
set auth = given.resealed
from unnest(:clients::uuid[], :ids::uuid[], :ordinals::smallint[], :sealed::bytea[],
    :resealed::bytea[])
    as given (client_id, id, ordinal, sealed, resealed)
where registered_endpoint.client_id = given.client_id and registered_endpoint.id = given.id
    and registered_endpoint.auth = given.sealed
