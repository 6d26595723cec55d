-- How requests to a registered endpoint authenticate their sender beside their signatures: OAuth 2.0
-- client credentials, or a certificate for TLS. Sealed; null: not at all.
alter table registered_endpoint add column auth bytea;
