-- A row that has changed meanwhile was sealed with the current key by whatever changed it.
update notification
set target = given.resealed
from unnest(:clients::uuid[], :ids::uuid[], :ordinals::smallint[], :sealed::bytea[],
    :resealed::bytea[])
    as given (client_id, id, ordinal, sealed, resealed)
where notification.client_id = given.client_id and notification.id = given.id
    and notification.target = given.sealed
