update template
set deleted_at = :now
where client_id = :client and id = :template and deleted_at is null
