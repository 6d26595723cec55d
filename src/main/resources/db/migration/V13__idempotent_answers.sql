-- The answers to requests with an Idempotency-Key that create something other than a job, each
-- written in the transaction of what the request did.
create table idempotent_answer (
    client_id uuid not null,
    key text not null,
    id uuid not null,
    request_sha256 bytea not null,
    created_at timestamptz not null,
    -- encrypted: a new signing key is in it; null only within the transaction
    answer bytea,
    primary key (client_id, key)
);

create index idempotent_answer_age on idempotent_answer (created_at);
