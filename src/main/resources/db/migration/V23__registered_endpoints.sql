-- Endpoints that clients register. Each is a URL, and its key is the URL's: limits, holds, pauses,
-- signing keys and 410 are those of the URL, wherever they are kept.

create table registered_endpoint (
    client_id uuid not null references client,
    -- the URL's key for callbacks; with the lowest bit 1 it is that for operational events
    key bigint not null,
    -- a ULID of its registration
    id uuid not null,
    created_at timestamptz not null,
    name text not null,
    origin text not null,
    -- URL, headers and format, sealed as a notification's target, so that SQL may copy it to one
    target bytea not null,
    -- of the jobs that it hears of; empty: all
    job_formats text[] not null,
    -- whether it hears of jobs that do not name it
    all_jobs boolean not null,
    events text[] not null,
    enabled boolean not null,
    primary key (client_id, key)
);

create unique index registered_endpoint_id on registered_endpoint (client_id, id);

-- Attempts a second, over all nodes; null: no limit. What has been claimed uses the rate up until
-- rate_used_until.
alter table endpoint
    add column rate_per_second int check (rate_per_second > 0),
    add column rate_used_until timestamptz;

-- How many may be claimed at a time for an endpoint with a rate. What it has not used within a
-- quarter of a second is lost, or within the time of one attempt if that is longer.
create function rate_room(per_second int, used_until timestamptz, at timestamptz) returns int
language sql immutable parallel safe
return floor(per_second * extract(epoch from
    at - greatest(used_until, at - greatest(interval '250 ms', interval '1 second' / per_second)))
    + 0.000001)::int;

-- Until when a rate is used up after more has been claimed.
create function rate_used(per_second int, used_until timestamptz, at timestamptz, claimed int)
returns timestamptz
language sql immutable parallel safe
return greatest(used_until, at - greatest(interval '250 ms', interval '1 second' / per_second))
    + claimed * interval '1 second' / per_second;

-- The format whose rules decide on the delivery of a client's operational events; null: the native.
alter table client add column events_format text;

-- Who is told of a client's operational events of one type: the events target, and the registered
-- endpoints that want it and are not gone. Whoever is both is told once.
create function event_receivers(of_client uuid, of_type text)
returns table (origin text, target bytea, endpoint bigint, registered boolean, dialect text)
language sql stable as $$
    select c.events_origin, c.events_target, events_endpoint(c), false,
        coalesce(c.events_format, 'native')
    from client c
    where c.id = of_client and c.events_origin is not null
    union all
    select r.origin, r.target, r.key | 1, true, 'native'
    from registered_endpoint r
    where r.client_id = of_client and r.enabled and of_type = any (r.events)
        and not exists (
            select from endpoint e
            where e.client_id = r.client_id and e.key = r.key and e.gone_at is not null)
        and not exists (
            select from client c
            where c.id = of_client and c.events_origin is not null
                and events_endpoint(c) = r.key | 1)
$$;

-- The id of the notification of an event to one of its receivers: the same each time, so that an
-- event that is queued again is found.
create function event_notification(event uuid, endpoint bigint, registered boolean) returns uuid
language sql immutable parallel safe
return case
    when registered
        then (substr(replace(event::text, '-', ''), 1, 12)
            || substr(md5(event::text || ' ' || endpoint), 1, 20))::uuid
    else event
end;
