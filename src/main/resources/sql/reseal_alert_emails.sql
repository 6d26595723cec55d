-- A row that has changed meanwhile was sealed with the current key by whatever changed it.
update client
set alert_email_target = given.resealed
from unnest(:clients::uuid[], :ids::uuid[], :ordinals::smallint[], :sealed::bytea[],
    :resealed::bytea[])
    as given (client_id, id, ordinal, sealed, resealed)
where client.id = given.client_id and client.alert_email_target = given.sealed
