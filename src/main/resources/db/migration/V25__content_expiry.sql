-- What is kept of a job may be deleted before its partition is dropped: when the job says so, when its
-- client asks for it, or when its client's own retention is shorter.

-- Jobs whose content is to be deleted, and jobs whose rows are deleted and whose files are looked
-- for once more: a node may have been storing one meanwhile. Jobs that ask for nothing have no row.
create table content_expiry (
    client_id uuid not null,
    job_id uuid not null,
    expires_at timestamptz not null,
    primary key (client_id, job_id)
);

create index content_expiry_due on content_expiry (expires_at);

alter table client
    -- null: as in the settings
    add column retention_days int check (retention_days > 0);

create index client_retention on client (id) where retention_days is not null;
