-- The events that a client pulls: the ends of its jobs and notifications, in the order of their
-- commits. Only clients that read their feed have one; the others pay one lookup per statement.

create table event_feed (
    client_id uuid primary key,
    -- of the last event. Whoever appends keeps this row locked until it commits: positions become
    -- visible in their order and without a gap, so a reader that has seen one has seen all before.
    position bigint not null,
    -- the events up to here are not kept any more
    floor bigint not null,
    -- to within an hour
    read_at timestamptz not null,
    -- nothing is appended to a feed that nobody has read for days
    open boolean not null
) with (fillfactor = 50);

create table feed_event (
    client_id uuid not null,
    position bigint not null,
    at timestamptz not null,
    -- such as job.completed and notification.gone
    type text not null,
    -- of the job or the notification
    subject uuid not null,
    primary key (client_id, position)
);

-- Appends events to the feeds of those clients that have one. The arrays may be null. To be called
-- by a statement once, after it has got all of its other locks.
create function append_to_feeds(clients uuid[], times timestamptz[], types text[], subjects uuid[])
returns int
language plpgsql as $$
declare
    feed record;
    appended int := 0;
begin
    if clients is null then
        return 0;
    end if;
    for feed in
        -- locked in one order everywhere, so that two batches cannot deadlock
        select f.client_id, f.position
        from event_feed f
        where f.client_id = any (clients) and f.open
        order by f.client_id
        for update
    loop
        with added as (
            insert into feed_event (client_id, position, at, type, subject)
            select feed.client_id, feed.position + row_number() over (order by e.at, e.subject),
                e.at, e.type, e.subject
            from unnest(clients, times, types, subjects) as e (client_id, at, type, subject)
            where e.client_id = feed.client_id
            returning position
        )
        update event_feed f
        set position = (select max(a.position) from added a)
        where f.client_id = feed.client_id;
        appended := appended + 1;
    end loop;
    return appended;
end $$;
