-- Opens a client's feed if it has none, and notes that it is read, once an hour. What a closed one
-- has missed is not in it: older cursors are refused.
insert into event_feed as f (client_id, position, floor, read_at, open)
values (:client, 0, 0, :now, true)
on conflict (client_id) do update
set read_at = excluded.read_at, open = true
where not f.open or f.read_at < excluded.read_at - interval '1 hour'
