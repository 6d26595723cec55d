-- Every unique key of a table with clients' rows contains client_id, so that the schema can be
-- distributed by client. It comes last: a document's row is found by its job, as before.
alter table render_queue
    drop constraint render_queue_pkey,
    add primary key (job_id, ordinal, client_id);
