with made as (
    insert into client (id, name, created_at) values (:client, :name, :now) returning id
),
keyed as (
    insert into api_key (sha256, client_id, created_at, id, prefix)
    select :api_key_hash, id, :now, :api_key, :api_key_prefix from made
)
insert into signing_secret (client_id, created_at, sealed)
select id, :now, :signing_secret from made
