-- What is still to be sent of notifications that are older than the day $1, and about to be dropped:
-- one may be redelivered on its last day.
delete from delivery_queue where notification_id < ulid_floor($1::date::timestamp at time zone 'UTC')
