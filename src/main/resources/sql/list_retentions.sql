-- Clients whose retention is not that of the settings.
select id, retention_days from client where retention_days is not null
