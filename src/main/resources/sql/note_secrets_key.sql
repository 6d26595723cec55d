insert into secrets_key (fingerprint) values ($1) on conflict do nothing
