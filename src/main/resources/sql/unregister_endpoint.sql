-- Ends a registration, as a 410 would end it: what is owed to the URL ends as gone. Its signing keys
-- end too. Events to the same URL as the events target are sent still.
with ended as (
    delete from registered_endpoint
    where client_id = :client and key = :endpoint
    returning client_id, key, origin
),
keys as (
    delete from endpoint_secret s
    using ended d
    where s.client_id = d.client_id and s.endpoint = d.key
)
insert into endpoint as e (client_id, key, origin, url, gone_at)
select d.client_id, k.key, d.origin, :url, :now
from ended d
join client c on c.id = d.client_id
cross join unnest(array[d.key, d.key | 1]) as k (key)
where k.key = d.key or c.events_origin is null or events_endpoint(c) <> k.key
on conflict (client_id, key) do update
set gone_at = coalesce(e.gone_at, excluded.gone_at), url = coalesce(e.url, excluded.url),
    paused_at = null, rate_per_second = null
