-- The clients whose files are to be deleted: of them nothing else is left, since :finished_since.
select id from client_deletion where finished_at >= :finished_since limit :limit
