-- Gives URLs (or origins, where the URL is null) rows of their own where there is room. Returns for
-- each input, in order, the key of the row that represents it: its own, its origin's, or null.
with input as materialized (
    select *
    from unnest(:clients::uuid[], :endpoints::bigint[], :urls::text[], :origins::text[])
        with ordinality as i (client_id, key, url, origin, ordinal)
    -- locked in one order everywhere, so that two batches cannot deadlock
    order by client_id, key
),
tracked as materialized (
    select ordinal, track_endpoint(client_id, key, url, origin) as key from input
)
select key from tracked order by ordinal
