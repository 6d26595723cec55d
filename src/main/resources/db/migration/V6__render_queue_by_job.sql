-- A document's row in the queue is found by its job, which is unique by itself. While the key began
-- with the client, as the index of what is due does, a plan could look for it by the latter: among
-- all that the client has waiting.
alter table render_queue
    drop constraint render_queue_pkey,
    add primary key (job_id, ordinal);
