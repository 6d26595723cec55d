with made as (
    insert into client (id, name, created_at) values ($1, $2, $3) returning id
),
keyed as (
    insert into api_key (sha256, client_id, created_at) select $4, id, $3 from made
)
insert into signing_secret (client_id, created_at, sealed) select id, $3, $5 from made
