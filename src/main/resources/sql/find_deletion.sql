select id, requested_at, rows_deleted, finished_at from client_deletion where id = :client
