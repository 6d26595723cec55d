-- Delivery by endpoint: a client's callbacks to one origin (scheme, host and port).

-- What an endpoint is known by beside its client: 63 bits of the origin's SHA-256. The lowest bit
-- says that it is told of operational events, which go out while the client is blocked.
create function endpoint_key(origin text, operational boolean) returns bigint
language sql immutable parallel safe
return (('x' || encode(substr(sha256(convert_to(origin, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint
    & -2::bigint) | operational::int::bigint;

create table endpoint (
    client_id uuid not null,
    key bigint not null,
    origin text not null,
    -- it asked for time, or is overloaded: until then nothing is claimed for it
    held_until timestamptz,
    -- why, in plain words
    hold_reason text,
    -- it answered 410: nothing is owed to it until it is named again, or reinstated
    gone_at timestamptz,
    -- attempts that a node may have in flight, as the node that sent last has reported
    in_flight_limit smallint,
    primary key (client_id, key)
) with (fillfactor = 85);

-- Nearly empty, so that accepting a job asks it for nearly nothing.
create index endpoint_gone on endpoint (client_id, key) where gone_at is not null;

-- What became of the attempts of one hour.
create table endpoint_hour (
    client_id uuid not null,
    key bigint not null,
    hour timestamptz not null,
    attempts bigint not null,
    delivered bigint not null,
    latency_ms_sum bigint not null,
    latency_ms_max int not null,
    primary key (client_id, key, hour)
) with (fillfactor = 85);

create index endpoint_hour_age on endpoint_hour (hour);

-- A node lives while it says so. Both times are the database's own.
create table node (
    id uuid primary key,
    seen_at timestamptz not null,
    -- since when it has said so without a gap
    steady_since timestamptz not null
) with (fillfactor = 50);

-- Whether the rendering of a document that a node had in hand when it died has been begun again.
alter table render_queue add column begun boolean not null default false;

-- Where the client's operational events go: as a notification's origin and target.
alter table client
    add column events_origin text,
    add column events_target bytea;

-- v1: HMAC with a shared key. v1a: Ed25519; sealed are the private key's 32 bytes and the public
-- key's 32.
alter table signing_secret
    add column id uuid not null default gen_random_uuid(),
    add column scheme text not null default 'v1' check (scheme in ('v1', 'v1a'));

create unique index signing_secret_id on signing_secret (client_id, id);

-- An operational event is a notification of no job.
alter table notification
    alter column job_id drop not null,
    add column event text,
    add constraint notification_of_job_or_event check ((job_id is null) <> (event is null));

alter table delivery_queue
    add column endpoint bigint,
    -- made before a redelivery, which begins the schedule anew
    add column attempts_before smallint not null default 0;

update delivery_queue q
set endpoint = endpoint_key(n.origin, false)
from notification n
where n.client_id = q.client_id and n.id = q.notification_id;

alter table delivery_queue alter column endpoint set not null;

-- The conditions of both indexes always hold where these are to be used. They keep the planner from
-- looking single rows up by them, through all that a client has: it does so while it takes the
-- table to be empty, and one index to be as good as another.
drop index delivery_queue_due;
create index delivery_queue_due on delivery_queue (client_id, endpoint, due_at) where claims >= 0;
drop index notification_by_job;
create index notification_by_job on notification (client_id, job_id) where job_id is not null;

-- Many redeliveries at a bounded rate.
create table replay (
    client_id uuid not null,
    id uuid not null,
    state text not null check (state in ('running', 'completed', 'canceled')),
    created_at timestamptz not null,
    ended_at timestamptz,
    -- which notifications: of this time, in these states; null: of any dialect, to any endpoint
    created_from timestamptz not null,
    created_to timestamptz not null,
    states text[] not null,
    dialect text,
    origin text,
    per_second int not null check (per_second > 0),
    -- how many there were at the beginning, or at least, and how many have been queued again
    matched bigint not null,
    matched_exactly boolean not null,
    queued bigint not null default 0,
    -- the last notification that was looked at: moves in the statement that queues
    position uuid not null,
    -- when the next ones are due; null once it has ended
    next_at timestamptz,
    primary key (client_id, id)
) with (fillfactor = 85);

create index replay_due on replay (next_at) where next_at is not null;
