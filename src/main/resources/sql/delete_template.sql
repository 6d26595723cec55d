update template
set deleted_at = $3
where client_id = $1 and id = $2 and deleted_at is null
