-- Forgets figures of $1 and before, and the endpoints that nothing was sent to since, unless they
-- are gone or still held.
with old as (
    delete from endpoint_hour where hour <= $1
)
delete from endpoint e
where e.gone_at is null and (e.held_until is null or e.held_until <= $1)
    and not exists (
        select from endpoint_hour h
        where h.client_id = e.client_id and h.key = e.key and h.hour > $1)
