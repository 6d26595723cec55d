-- Of a deleted template too: a job may have been accepted with it.
select html
from template_version
where client_id = $1 and template_id = $2 and number = $3
