-- A row that has changed meanwhile was sealed with the current key by whatever changed it.
update idempotent_answer
set answer = given.resealed
from unnest(:clients::uuid[], :ids::uuid[], :ordinals::smallint[], :sealed::bytea[],
    :resealed::bytea[])
    as given (client_id, id, ordinal, sealed, resealed)
where idempotent_answer.client_id = given.client_id and idempotent_answer.id = given.id
    and idempotent_answer.answer = given.sealed
