-- Removes from the queue what is older than :first_day, whose partitions are about to be dropped: a
-- notification may have been redelivered on its last day.
delete from delivery_queue
where notification_id < ulid_floor(:first_day::date::timestamp at time zone 'UTC')
