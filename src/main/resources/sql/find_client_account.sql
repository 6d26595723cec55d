-- What a client has waiting, each counted up to $3 and one more, and the endpoints of its that are
-- held at $2, up to $4.
select
    (select count(*) from (select from render_queue where client_id = $1 limit $3 + 1) q)::int
        as documents,
    (select count(*) from (select from delivery_queue where client_id = $1 limit $3 + 1) q)::int
        as notifications,
    e.key, e.endpoint, e.held_until, e.hold_reason
from (select 1) one
left join (
    select key, coalesce(url, origin) as endpoint, held_until, hold_reason
    from endpoint
    where client_id = $1 and held_until > $2
    order by held_until
    limit $4) e on true
