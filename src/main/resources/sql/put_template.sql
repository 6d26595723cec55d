-- Inserts a template under a client's own name, or adds a version to it; a deleted one returns.
-- No row: the client has :max_templates, or the template :max_versions. :name is the new name, or
-- null.
with made as (
    insert into template as t (client_id, id, alias, name, created_at, latest)
    select :client, :template, :alias, coalesce(:name, :alias), :now, 1
    where exists (
            select
            from template o
            where o.client_id = :client and o.id = :template and o.deleted_at is null)
        or (
            select count(*)
            from template o
            where o.client_id = :client and o.deleted_at is null) < :max_templates
    on conflict (client_id, id) do update
    set latest = t.latest + 1, name = coalesce(:name, t.name), deleted_at = null
    where t.latest < :max_versions
    returning id, latest
)
insert into template_version (
    client_id, template_id, number, html, language, settings, sha256, created_at)
select :client, m.id, m.latest, :html, :language, :settings, :sha256, :now
from made m
returning number
