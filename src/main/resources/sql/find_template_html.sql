-- Of a deleted template too: a job may have been accepted with it.
select html
from template_version
where client_id = :client and template_id = :template and number = :version
