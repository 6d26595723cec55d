-- Stored templates. Plain text and not sealed: a template is a layout, what it is filled with is
-- sealed with the job; and the client reads it back whole.

create table template (
    client_id uuid not null,
    id uuid not null,
    name text not null,
    created_at timestamptz not null,
    -- the number of its newest version
    latest int not null,
    -- no new job may name it; jobs accepted before still render
    deleted_at timestamptz,
    primary key (client_id, id)
) with (fillfactor = 85);

-- What is counted and listed; the deleted stay out of the way.
create index template_live on template (client_id, id) where deleted_at is null;

-- Never changed: a job names one, and renders the same whenever it renders.
create table template_version (
    client_id uuid not null,
    template_id uuid not null,
    number int not null check (number > 0),
    html text not null,
    sha256 bytea not null,
    created_at timestamptz not null,
    primary key (client_id, template_id, number)
);
