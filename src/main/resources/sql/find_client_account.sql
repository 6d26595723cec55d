-- Counts what is queued for a client, each up to one more than :max_counted, and lists up to
-- :max_holds of its endpoints that are held.
select
    (
        select count(*)
        from (select from render_queue where client_id = :client limit :max_counted + 1) q
    )::int as documents,
    (
        select count(*)
        from (select from delivery_queue where client_id = :client limit :max_counted + 1) q
    )::int as notifications,
    e.key, e.endpoint, e.held_until, e.hold_reason
from (select 1) one
left join (
    select key, coalesce(url, origin) as endpoint, held_until, hold_reason
    from endpoint
    where client_id = :client and held_until > :now
    order by held_until
    limit :max_holds) e on true
