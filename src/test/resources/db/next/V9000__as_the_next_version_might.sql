-- What a migration may do beside nodes of the version before it: add tables, columns with a default
-- or none, indexes, and constraints that hold for what those nodes write.
create table next_thing (
    client_id uuid not null,
    id uuid not null,
    primary key (client_id, id)
);

do $$
declare
    each text;
begin
    for each in
        select c.relname from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
            and not c.relispartition and c.relname not in ('flyway_schema_history', 'next_thing')
    loop
        execute format('alter table %I add column next_note text', each);
        execute format('alter table %I add column next_count int not null default 0', each);
        execute format('create index on %I (next_count) where next_note is not null', each);
    end loop;
end $$;
