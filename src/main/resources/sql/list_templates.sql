-- Newest first.
with page as (
    select t.*
    from template t
    where t.client_id = :client and t.id < :before and t.deleted_at is null
    order by t.id desc
    limit :limit
)
select t.id, t.alias, t.name, v.language, t.created_at, v.number, v.sha256, v.settings,
    v.created_at as version_created_at
from page t
join template_version v
    on v.client_id = t.client_id and v.template_id = t.id and v.number = t.latest
order by t.id desc
