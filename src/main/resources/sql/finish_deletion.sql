-- Deletes the client itself, of which nothing else is left.
with gone as (
    delete from client where id = :client
)
update client_deletion set finished_at = :now where id = :client
