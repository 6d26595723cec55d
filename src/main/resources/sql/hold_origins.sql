-- Holds an origin while enough of its URLs are held: half of those that have a row and are not
-- gone, at least three; eight are always enough. The input is URLs that have just been held.
-- Returns the origins whose hold begins or is extended, with its end. A hold is never shortened.
with origins as (
    select distinct i.client_id, found.origin_key, found.origin
    from unnest(:clients::uuid[], :endpoints::bigint[]) as i (client_id, key)
    cross join lateral (
        select e.origin_key, e.origin
        from endpoint e
        where e.client_id = any (array[i.client_id]) and e.key = any (array[i.key])
        limit 1) found
    where found.origin_key is not null
),
enough as (
    select o.*, counted.held_at_once, (
        select e.held_until
        from endpoint e
        where e.client_id = any (array[o.client_id]) and e.origin_key = any (array[o.origin_key])
            and e.held_until is not null and e.gone_at is null
        order by e.held_until desc
        offset counted.held_at_once - 1
        limit 1) as held_until
    from origins o
    cross join lateral (
        select least(8, greatest(3, ceil(count(*) / 2.0)))::int as held_at_once
        from endpoint e
        where e.client_id = any (array[o.client_id]) and e.origin_key = any (array[o.origin_key])
            and e.gone_at is null
    ) counted
)
insert into endpoint (client_id, key, origin, held_until, hold_reason)
select client_id, origin_key, origin, held_until,
    held_at_once || ' of its URLs are held at the same time.'
from enough
where held_until is not null
-- locked in one order everywhere, so that two batches cannot deadlock
order by client_id, origin_key
on conflict (client_id, key) do update
set held_until = excluded.held_until, hold_reason = excluded.hold_reason
where endpoint.held_until is null or endpoint.held_until < excluded.held_until
returning client_id, key, held_until
