-- Precedes redeliver.sql in its transaction.
select from notification where client_id = :client and id = :notification for update
