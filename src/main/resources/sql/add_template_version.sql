-- The template's row counts the versions: of two concurrent ones, the second waits. :name is the
-- new name, or null.
with taken as (
    update template t
    set latest = t.latest + 1, name = coalesce(:name, t.name)
    where t.client_id = :client and t.id = :template and t.deleted_at is null
        and t.latest < :max_versions
    returning t.latest
),
added as (
    insert into template_version (
        client_id, template_id, number, html, language, settings, sha256, created_at)
    select :client, :template, k.latest, :html, :language, :settings, :sha256, :now
    from taken k
    returning number
)
select (select a.number from added a) as number,
    exists (
        select
        from template t
        where t.client_id = :client and t.id = :template and t.deleted_at is null) as known
