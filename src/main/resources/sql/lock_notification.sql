-- Before redeliver.sql, in a transaction with it.
select from notification where client_id = :client and id = :notification for update
