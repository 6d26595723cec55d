-- Forgets figures of $1 and before, and the endpoints that nothing was sent to since, unless they
-- are still held or something waits under them: it would lose its origin's hold with the row. That
-- an endpoint is gone is forgotten after $2: what was owed to it is dropped by then.
with old as (
    delete from endpoint_hour where hour <= $1
)
delete from endpoint e
where (e.gone_at is null or e.gone_at <= $2) and (e.held_until is null or e.held_until <= $1)
    and not exists (
        select from delivery_queue q
        where q.client_id = e.client_id and q.endpoint = e.key and q.claims >= 0)
    and not exists (
        select from endpoint_secret s where s.client_id = e.client_id and s.endpoint = e.key)
    and not exists (
        select from endpoint_hour h
        where h.client_id = e.client_id and h.key = e.key and h.hour > $1)
