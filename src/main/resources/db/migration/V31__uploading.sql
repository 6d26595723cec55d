-- Whether a document's file is on its way to the client's own storage; of the present claim.
alter table render_queue add column uploading boolean not null default false;
