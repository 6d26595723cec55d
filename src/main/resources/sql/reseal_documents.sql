-- A row that has changed meanwhile was sealed with the current key by whatever changed it.
update document
set request = given.resealed
from unnest(:clients::uuid[], :ids::uuid[], :ordinals::smallint[], :sealed::bytea[],
    :resealed::bytea[])
    as given (client_id, id, ordinal, sealed, resealed)
where document.client_id = given.client_id and document.job_id = given.id
    and document.ordinal = given.ordinal and document.request = given.sealed
