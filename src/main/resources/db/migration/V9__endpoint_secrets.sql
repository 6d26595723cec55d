-- The signing keys of one URL of a client, which sign what is sent there instead of the client's. A
-- table of their own: nodes of an earlier version sign everything with all of signing_secret.
create table endpoint_secret (
    client_id uuid not null references client,
    -- the URL's key, with the lowest bit 0: operational events to the URL are signed with it too
    endpoint bigint not null,
    id uuid not null,
    scheme text not null check (scheme in ('v1', 'v1a')),
    created_at timestamptz not null,
    expires_at timestamptz,
    sealed bytea not null,
    primary key (client_id, id)
);

create index endpoint_secret_of_endpoint on endpoint_secret (client_id, endpoint);

-- One key of each scheme is current.
create unique index endpoint_secret_current on endpoint_secret (client_id, endpoint, scheme)
    where expires_at is null;
create unique index signing_secret_current on signing_secret (client_id, scheme)
    where expires_at is null;
