-- The secrets keys that something in this database is sealed with, by their fingerprints: a node
-- that cannot open all of it refuses to start.
create table secrets_key (
    fingerprint text primary key,
    first_used_at timestamptz not null default now()
);
