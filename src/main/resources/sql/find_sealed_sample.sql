-- A value sealed by a version that did not record its keys.
select client_id, sealed from signing_secret limit 1
