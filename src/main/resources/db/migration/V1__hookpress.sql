-- The record and the queue.
--
-- Every hot table's key leads with client_id, so that no statement needs a lock across clients and
-- the schema can be distributed by client later. What the queues scan is small and leaves them when
-- it is done; what is kept is partitioned by the day in its ULID, so that retention drops tables.

create table client (
    id uuid primary key,
    name text not null,
    created_at timestamptz not null,
    -- null: the settings' default
    requests_per_second int check (requests_per_second > 0),
    max_pending_jobs int check (max_pending_jobs > 0),
    breaker_errors int check (breaker_errors > 0),
    breaker_window_seconds int check (breaker_window_seconds > 0),
    breaker_block_seconds int check (breaker_block_seconds > 0),
    retry_schedule_seconds int[],
    -- the client's S3 credentials, encrypted
    s3 bytea
);

create table api_key (
    sha256 bytea primary key,
    client_id uuid not null references client,
    created_at timestamptz not null,
    revoked_at timestamptz
);

-- One current secret, and while rotating the outgoing one until it expires. Encrypted.
create table signing_secret (
    client_id uuid not null references client,
    created_at timestamptz not null,
    expires_at timestamptz,
    sealed bytea not null,
    primary key (client_id, created_at)
);

create table job (
    client_id uuid not null,
    id uuid not null,
    dialect text not null,
    -- 'processing' is read from the queue: a claim writes one row, not two
    state text not null default 'pending'
        check (state in ('pending', 'completed', 'failed', 'canceled')),
    created_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz,
    -- json, not jsonb: it goes back to the client as it came
    metadata json not null,
    -- whom to tell, encrypted
    targets bytea not null,
    primary key (client_id, id)
) partition by range (id);

create table document (
    client_id uuid not null,
    job_id uuid not null,
    ordinal smallint not null,
    -- parts, options and destination, encrypted: they carry passwords and signed URLs
    request bytea not null,
    result json,
    primary key (client_id, job_id, ordinal)
) partition by range (job_id);

create table notification (
    client_id uuid not null,
    id uuid not null,
    job_id uuid not null,
    dialect text not null,
    state text not null default 'pending'
        check (state in ('pending', 'delivered', 'exhausted', 'gone', 'refused')),
    created_at timestamptz not null,
    next_attempt_at timestamptz,
    ended_at timestamptz,
    attempts_made smallint not null default 0,
    -- scheme, host and port: what may be shown
    origin text not null,
    -- URL and headers, encrypted
    target bytea not null,
    -- fixed, byte for byte, when the job ends
    body bytea not null,
    primary key (client_id, id)
) partition by range (id);

create index notification_by_job on notification (client_id, job_id);

create table attempt (
    client_id uuid not null,
    notification_id uuid not null,
    number smallint not null,
    started_at timestamptz not null,
    latency_ms int not null,
    address text not null,
    outcome text not null,
    status smallint,
    detail text not null,
    answer bytea not null,
    primary key (client_id, notification_id, number)
) partition by range (notification_id);

-- The queues. due_at is when a row may be claimed; a claim moves it to the end of its lease, so an
-- expired lease is claimed again by the same query. claims names the lease: who still holds it
-- finds the number unchanged.

create table render_queue (
    client_id uuid not null,
    job_id uuid not null,
    ordinal smallint not null,
    due_at timestamptz not null,
    claims int not null default 0,
    node uuid,
    primary key (client_id, job_id, ordinal)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

create index render_queue_due on render_queue (client_id, due_at);

create table delivery_queue (
    client_id uuid not null,
    notification_id uuid not null,
    due_at timestamptz not null,
    claims int not null default 0,
    attempts_made smallint not null default 0,
    node uuid,
    primary key (client_id, notification_id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

create index delivery_queue_due on delivery_queue (client_id, due_at);

create table idempotency_key (
    client_id uuid not null,
    key text not null,
    body_sha256 bytea not null,
    job_id uuid not null,
    created_at timestamptz not null,
    primary key (client_id, key)
);

create index idempotency_key_age on idempotency_key (created_at);

-- The smallest ULID of a moment: 48 bits of milliseconds, then zeros.
create function ulid_floor(at timestamptz) returns uuid
language sql immutable parallel safe
return (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Makes the partitions of the UTC days [first, first + days) where they are missing.
create procedure make_partitions(first date, days int)
language plpgsql as $$
declare
    parent text;
    day date;
begin
    foreach parent in array array['job', 'document', 'notification', 'attempt'] loop
        for offset_days in 0 .. days - 1 loop
            day := first + offset_days;
            if to_regclass(format('%s_%s', parent, to_char(day, 'YYYYMMDD'))) is null then
                execute format(
                    'create table %I partition of %I for values from (%L) to (%L) with (fillfactor = 85)',
                    parent || '_' || to_char(day, 'YYYYMMDD'), parent,
                    ulid_floor(day::timestamp at time zone 'UTC'),
                    ulid_floor((day + 1)::timestamp at time zone 'UTC'));
            end if;
        end loop;
    end loop;
end $$;

-- Drops the partitions of the UTC days before the given one.
create procedure drop_partitions(before date)
language plpgsql as $$
declare
    child text;
begin
    for child in
        select c.relname
        from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
        where p.relname in ('job', 'document', 'notification', 'attempt')
            and pg_table_is_visible(c.oid)
            and right(c.relname, 8) < to_char(before, 'YYYYMMDD')
    loop
        execute format('drop table %I', child);
    end loop;
end $$;
