-- Includes deleted templates: a job may have been accepted with one.
select html, language
from template_version
where client_id = :client and template_id = :template and number = :version
