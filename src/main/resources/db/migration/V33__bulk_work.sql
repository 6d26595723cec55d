-- Bulk work: documents of a client that wait for room which its others leave.

-- When the document was queued as bulk work; null: it is claimed by due_at, as all are once they have
-- been claimed. While it is set, due_at is infinity: nodes of earlier versions pass the document over.
alter table render_queue add column bulk_since timestamptz;

create index render_queue_bulk on render_queue (client_id, bulk_since) where bulk_since is not null;
