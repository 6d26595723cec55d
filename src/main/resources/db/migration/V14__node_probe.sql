-- One row a node, written by its check of readiness: a server that only reads, as after a failover, is
-- not one to work with.
create table node_probe (
    node uuid primary key,
    probed_at timestamptz not null
);
