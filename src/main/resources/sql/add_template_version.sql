-- The row of the template gives out the numbers: of two versions at once the second waits.
-- At most $6 versions. $7 is its new name, or null.
with taken as (
    update template t
    set latest = t.latest + 1, name = coalesce($7, t.name)
    where t.client_id = $1 and t.id = $2 and t.deleted_at is null and t.latest < $6
    returning t.latest
),
added as (
    insert into template_version (client_id, template_id, number, html, sha256, created_at)
    select $1, $2, k.latest, $3, $4, $5
    from taken k
    returning number
)
select (select a.number from added a) as number,
    exists (
        select
        from template t
        where t.client_id = $1 and t.id = $2 and t.deleted_at is null) as known
