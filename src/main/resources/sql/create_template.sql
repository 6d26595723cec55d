-- With its first version; unless the client has $7 templates.
with made as (
    insert into template (client_id, id, name, created_at, latest)
    select $1, $2, $3, $4, 1
    where (
        select count(*)
        from template t
        where t.client_id = $1 and t.deleted_at is null) < $7
    returning id
)
insert into template_version (client_id, template_id, number, html, sha256, created_at)
select $1, m.id, 1, $5, $6, $4
from made m
returning number
