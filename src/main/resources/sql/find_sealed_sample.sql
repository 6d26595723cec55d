-- Something that an earlier version sealed, before keys were noted.
select client_id, sealed from signing_secret limit 1
