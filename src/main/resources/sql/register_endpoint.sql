-- Registers the URL :endpoint of a client, which is given a row in endpoint: :url is the URL, masked.
-- Unless it is registered already, the client has :max, or there is no room for its row. Always
-- returns one row.
with known as materialized (
    select count(*) < :max as room, coalesce(bool_or(key = :endpoint), false) as taken
    from registered_endpoint
    where client_id = :client
),
tracked as materialized (
    select track_endpoint(:client, :endpoint, :url, :origin) = :endpoint as own
    from known
    where room and not taken
),
made as (
    insert into registered_endpoint
        (client_id, key, id, created_at, name, origin, target, job_formats, all_jobs, events,
            enabled, auth)
    select :client, :endpoint, :id, :now, :name, :origin, :target,
        array(select jsonb_array_elements_text(w.wants -> 'job_formats')),
        (w.wants ->> 'all_jobs')::boolean,
        array(select jsonb_array_elements_text(w.wants -> 'events')),
        (w.wants ->> 'enabled')::boolean, :auth::bytea
    from tracked
    cross join (select :wants::text::jsonb as wants) w
    where own
    on conflict do nothing
    returning 1
)
select room, taken, (select own from tracked) as tracked, exists (select from made) as made
from known
