-- Deletes figures up to :unused_since, and the endpoints that nothing was sent to since, unless
-- they are registered, held or paused, have signing keys of their own, which the client finds by the
-- row, or something is queued under them: with the row it would lose its origin's hold.
-- Endpoints that are gone are kept until :gone_since: what was owed to them is dropped by then.
with old as (
    delete from endpoint_hour where hour <= :unused_since
)
delete from endpoint e
where (e.gone_at is null or e.gone_at <= :gone_since)
    and (e.held_until is null or e.held_until <= :unused_since)
    and e.paused_at is null
    and not exists (
        select from registered_endpoint r where r.client_id = e.client_id and r.key = e.key)
    and not exists (
        select from delivery_queue q
        where q.client_id = e.client_id and q.endpoint = e.key and q.shard is not null)
    and not exists (
        select from endpoint_secret s where s.client_id = e.client_id and s.endpoint = e.key)
    and not exists (
        select from endpoint_hour h
        where h.client_id = e.client_id and h.key = e.key and h.hour > :unused_since)
