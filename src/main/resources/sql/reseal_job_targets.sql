-- A row that has changed meanwhile was sealed with the current key by whatever changed it.
update job
set targets = given.resealed
from unnest(:clients::uuid[], :ids::uuid[], :ordinals::smallint[], :sealed::bytea[],
    :resealed::bytea[])
    as given (client_id, id, ordinal, sealed, resealed)
where job.client_id = given.client_id and job.id = given.id and job.targets = given.sealed
