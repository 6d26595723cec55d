-- Removes from the queue what lies in partitions that are about to be dropped, all of whose days are
-- before :first_day: a notification may have been redelivered on its last day.
delete from delivery_queue
where notification_id < ulid_floor(
    (
        select max(h.end_day)
        from history_partition h
        where h.parent = 'notification' and h.end_day <= :first_day::date
    )::timestamp at time zone 'UTC')
