-- Closes feeds that nobody has read since :unread_since, and deletes what is older than :kept_since
-- or of a closed feed. A cursor from before is then refused.
with closed as (
    update event_feed
    set open = false, position = position + 1, floor = position + 1
    where open and read_at < :unread_since
    returning client_id, floor
),
deleted as (
    delete from feed_event e
    where e.at < :kept_since or e.client_id in (select client_id from closed)
    returning e.client_id, e.position
),
floors as (
    select client_id, max(position) as position from deleted group by client_id
)
update event_feed f
set floor = greatest(f.floor, d.position)
from floors d
where f.client_id = d.client_id and f.open and f.read_at >= :unread_since
