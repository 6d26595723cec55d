-- Nodes lease shards of the delivery queue, not its rows. What is queued from now on has a shard and
-- a negative count of claims: nodes of earlier versions, which look for counts from 0, pass it over.
-- What they have queued has no shard until a node of this version adopts it.

-- Names one run of a node. A node that was taken for dead and comes back has another epoch.
create sequence node_epoch;

alter table node
    add column epoch bigint not null default nextval('node_epoch'),
    -- whether it takes shards
    add column dispatches boolean not null default false;

-- Who sends what is queued in a shard: the run of a node that is there, or nobody.
create table delivery_shard (
    shard smallint primary key,
    node uuid,
    epoch bigint not null default 0,
    -- rises when something is taken from the queue that a claim might have read
    changes bigint not null default 0
) with (fillfactor = 50);

insert into delivery_shard (shard) select generate_series(0, 63);

-- What the claims of a node have read and its attempts have not ended, one row a claim. claims as in
-- the queue: one that has changed since is not in hand any more.
create table delivery_hand (
    node uuid not null references node on delete cascade,
    number bigint not null,
    clients uuid[] not null,
    notifications uuid[] not null,
    claims int[] not null,
    primary key (node, number)
);

-- One for all that goes to an origin of a client: its limits are one node's business.
create function shard_of(of_client uuid, at_origin text) returns smallint
language sql immutable parallel safe
return (get_byte(sha256(uuid_send(of_client) || convert_to(at_origin, 'UTF8')), 0) & 63)::smallint;

create function in_hand(of_notification uuid, of_claims int) returns boolean
language sql stable parallel safe
return exists (
    select from delivery_hand h
    where of_notification = any (h.notifications)
        and h.claims[array_position(h.notifications, of_notification)] = of_claims);

alter table delivery_queue add column shard smallint;

create index delivery_queue_shard on delivery_queue (client_id, endpoint, due_at)
    where shard is not null;

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
    q.client_id is not null and (q.node is not null or in_hand(n.id, q.claims)) as claimed,
    -- null: written by an earlier version
    n.endpoint
from notification n
left join lateral (
    select d.client_id, d.attempts_made, d.scheduled_at, d.node, d.claims
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
