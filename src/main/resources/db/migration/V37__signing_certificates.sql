-- Certificates with which clients sign PDFs, by the names that clients give them.
create table signing_certificate (
    client_id uuid not null references client,
    name text not null,
    id uuid not null default gen_random_uuid(),
    created_at timestamptz not null,
    subject text not null,
    -- SHA-256 of the certificate, in hexadecimal digits
    fingerprint text not null,
    not_after timestamptz not null,
    -- the private key and the chain of certificates
    sealed bytea not null,
    primary key (client_id, name)
);

create unique index signing_certificate_id on signing_certificate (client_id, id);
