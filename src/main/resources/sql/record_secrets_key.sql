insert into secrets_key (fingerprint) values (:fingerprint) on conflict do nothing
