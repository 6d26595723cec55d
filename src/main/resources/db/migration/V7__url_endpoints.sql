-- An endpoint is a client's URL, and its origin only a ceiling.
--
-- delivery_queue.endpoint names whose limit and holds a row waits for: the URL's, if the URL has a
-- row in endpoint, else its origin's. What waited before waits under its origin, and so does what
-- nodes of an earlier version still write; its url_key is null, and is worked out when it is claimed.

alter table endpoint
    -- the URL, masked; null for an origin, and for what earlier versions have written
    add column url text,
    -- the key of the URL's origin, whose hold is the URL's too; null where there is none above it
    add column origin_key bigint;

-- What an earlier version took for gone was an origin. Which URL of it had answered 410 is not
-- known; it says so again.
update endpoint set gone_at = null where gone_at is not null;

-- How many of an origin's URLs are held, and until when.
create index endpoint_of_origin on endpoint (client_id, origin_key, held_until)
    where origin_key is not null;

alter table endpoint_hour
    add column last_outcome text,
    add column last_at timestamptz;

alter table notification add column endpoint bigint;

alter table delivery_queue add column url_key bigint;

-- The key of the URL in events_target, and the SHA-256 of the sealed target that it is of: a node of
-- an earlier version writes the target alone.
alter table client
    add column events_key bigint,
    add column events_key_of bytea;

create function events_endpoint(c client) returns bigint
language sql immutable parallel safe
return case
    when c.events_key_of = sha256(c.events_target) then c.events_key
    else endpoint_key(c.events_origin, true)
end;

-- Under which key a notification waits: its own URL's, if that has a row, else its origin's.
create function queue_key(of_client uuid, url_key bigint, at_origin text) returns bigint
language sql stable parallel safe
return case
    when url_key & 1 = 1 then url_key
    else coalesce(
        (select e.key
        from endpoint e
        where e.client_id = of_client and e.key = url_key and e.url is not null),
        endpoint_key(at_origin, false))
end;

-- Gives a URL a row of its own, or without a URL an origin, and returns its key. A client has no more
-- than 2,000 rows, and URLs no more than leave 1,000 of them to origins: a URL that comes too late
-- gets its origin's key, and an origin that does, null.
create function track_endpoint(of_client uuid, wanted bigint, shown text, at_origin text)
returns bigint
language plpgsql as $$
declare
    most int := case when shown is null then 2000 else 1000 end;
    known int;
begin
    if exists (
        select from endpoint e
        where e.client_id = of_client and e.key = wanted and (e.url is not null or shown is null))
    then
        return wanted;
    end if;
    select count(*) into known
    from (select from endpoint e where e.client_id = of_client limit most) counted;
    if known >= most then
        return case when shown is not null and wanted & 1 = 0 then
            track_endpoint(of_client, endpoint_key(at_origin, false), null, at_origin) end;
    end if;
    insert into endpoint as e (client_id, key, origin, url, origin_key)
    values (of_client, wanted, at_origin, shown,
        case when shown is not null and wanted & 1 = 0
            then nullif(endpoint_key(at_origin, false), wanted) end)
    on conflict (client_id, key) do update
    set url = excluded.url, origin_key = excluded.origin_key
    where e.url is null and excluded.url is not null;
    return wanted;
end $$;

create or replace view notification_now as
select n.client_id, n.id, n.job_id, n.event, n.dialect, n.origin, n.created_at,
    case
        when q.client_id is not null then 'pending'
        when n.state <> 'pending' then n.state
        else coalesce(last.ended_as, 'pending')
    end as state,
    case
        when q.client_id is not null then coalesce(q.scheduled_at, n.next_attempt_at)
        when n.state = 'pending' and last.ended_as is null then n.next_attempt_at
    end as next_attempt_at,
    case
        when q.client_id is not null then null
        when n.state <> 'pending' then n.ended_at
        else last.ended_at
    end as ended_at,
    greatest(n.attempts_made, q.attempts_made, last.number) as attempts_made,
    q.node is not null as claimed,
    -- null: written by an earlier version
    n.endpoint
from notification n
left join lateral (
    select d.client_id, d.attempts_made, d.scheduled_at, d.node
    from delivery_queue d
    where d.client_id = n.client_id and d.notification_id = n.id
    limit 1) q on true
left join lateral (
    -- the queue knows how many there were
    select a.number, a.ended_as, a.ended_at
    from attempt a
    where q.client_id is null and a.client_id = n.client_id and a.notification_id = n.id
    order by a.number desc
    limit 1) last on true;
