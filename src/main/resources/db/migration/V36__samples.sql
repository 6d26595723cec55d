-- Whether the document's job is a sample: samples take nothing of what a client may have waiting.
alter table render_queue add column sample boolean not null default false;
