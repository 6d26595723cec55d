-- What operators may do to clients, keys and nodes, and the record of what they did.

-- Every change that an operator made. It holds ids and settings: no names and no secrets, so that it
-- may outlive a deleted client.
create table audit_log (
    id uuid primary key,
    at timestamptz not null,
    actor text not null,
    source text not null check (source in ('api', 'cli')),
    -- such as client.limits
    action text not null,
    -- the id of what was changed, as it is shown
    subject text not null,
    before json,
    after json
);

create index audit_log_of_subject on audit_log (subject, id);

create function refuse_change() returns trigger
language plpgsql as $$
begin
    raise exception 'the audit log is append-only';
end $$;

create trigger audit_log_is_append_only before update or delete or truncate on audit_log
    for each statement execute function refuse_change();

alter table client
    -- its keys are refused and its notifications wait
    add column disabled_at timestamptz,
    -- it is being deleted, in the background; disabled_at is set as well
    add column deleted_at timestamptz;

-- What every node reads each second.
create index client_disabled on client (id) where disabled_at is not null;

-- Deletions of clients. A row outlives its client: it says that nothing of it is left, and tells
-- nodes whose files to delete.
create table client_deletion (
    id uuid primary key,
    requested_at timestamptz not null,
    rows_deleted bigint not null default 0,
    finished_at timestamptz
);

create index client_deletion_open on client_deletion (requested_at) where finished_at is null;

alter table api_key
    add column id uuid not null default gen_random_uuid(),
    add column name text,
    -- its first characters, by which people tell it from others
    add column prefix text not null default '',
    add column expires_at timestamptz,
    -- null: all
    add column scopes text[],
    -- to the minute
    add column last_used_at timestamptz;

create unique index api_key_of_client on api_key (client_id, id);

alter table node
    -- what people call it
    add column name text,
    add column roles text,
    add column version text,
    -- it is to finish what it has and take nothing more
    add column drain_at timestamptz;

-- Deletes up to so many rows of a client, from every table that has a client_id, and returns how
-- many. Tables are taken from the catalog, so that no later one is forgotten, and each partition by
-- itself, since a ctid is unique only there. What is queued goes first, so that nothing of it is
-- begun.
create function delete_of_client(of_client uuid, most int) returns int
language plpgsql as $$
declare
    leaf regclass;
    gone int;
    total int := 0;
begin
    for leaf in
        select c.oid::regclass
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'client_id'
            and not a.attisdropped
        where c.relkind = 'r' and pg_table_is_visible(c.oid)
        order by c.relname not like '%queue', c.relname
    loop
        execute format(
            'delete from %s where ctid = any (array(select ctid from %s where client_id = $1 limit $2))',
            leaf, leaf)
        using of_client, most - total;
        get diagnostics gone = row_count;
        total := total + gone;
        exit when total >= most;
    end loop;
    return total;
end $$;
