-- What a pending document takes in the database, for the client's limit on bytes. Rows of before
-- count as nothing; they end within hours.
alter table render_queue add column bytes integer not null default 0;
