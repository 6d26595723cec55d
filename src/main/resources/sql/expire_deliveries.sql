-- What is still to be sent of notifications that are older than the day :first_day, and about to be dropped:
-- one may be redelivered on its last day.
delete from delivery_queue where notification_id < ulid_floor(:first_day::date::timestamp at time zone 'UTC')
