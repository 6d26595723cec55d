-- Before redeliver.sql, in a transaction with it.
select from notification where client_id = $1 and id = $2 for update
