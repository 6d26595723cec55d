-- Deletes up to :max rows of a client, and counts them.
with done as materialized (
    select delete_of_client(:client, :max) as rows
)
update client_deletion d
set rows_deleted = d.rows_deleted + done.rows
from done
where d.id = :client
returning done.rows
