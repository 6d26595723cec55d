with made as (
    insert into client (id, name, created_at) values (:client, :name, :now) returning id
),
keyed as (
    insert into api_key (sha256, client_id, created_at) select :api_key_hash, id, :now from made
)
insert into signing_secret (client_id, created_at, sealed)
select id, :now, :signing_secret from made
