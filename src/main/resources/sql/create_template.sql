-- Inserts a template with its first version unless the client has :max_templates.
with made as (
    insert into template (client_id, id, name, created_at, latest)
    select :client, :template, :name, :now, 1
    where (
        select count(*)
        from template t
        where t.client_id = :client and t.deleted_at is null) < :max_templates
    returning id
)
insert into template_version (
    client_id, template_id, number, html, language, settings, sha256, created_at)
select :client, m.id, 1, :html, :language, :settings, :sha256, :now
from made m
returning number
