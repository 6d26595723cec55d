-- Gives URLs, or without a URL origins, rows of their own where there is room for them. Returns for
-- each, in the order of the input, the key of the row that stands for it: its own, its origin's, or
-- null.
with input as materialized (
    select *
    from unnest(:clients::uuid[], :endpoints::bigint[], :urls::text[], :origins::text[]) with ordinality
        as i (client_id, key, url, origin, ordinal)
    -- in one order everywhere, so that two batches cannot wait for each other
    order by client_id, key
),
tracked as materialized (
    select ordinal, track_endpoint(client_id, key, url, origin) as key from input
)
select key from tracked order by ordinal
