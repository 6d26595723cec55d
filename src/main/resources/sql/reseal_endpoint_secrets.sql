-- A row that has changed meanwhile was sealed with the current key by whatever changed it.
update endpoint_secret
set sealed = given.resealed
from unnest(:clients::uuid[], :ids::uuid[], :ordinals::smallint[], :sealed::bytea[],
    :resealed::bytea[])
    as given (client_id, id, ordinal, sealed, resealed)
where endpoint_secret.client_id = given.client_id and endpoint_secret.id = given.id
    and endpoint_secret.sealed = given.sealed
