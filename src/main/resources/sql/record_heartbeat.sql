-- Records a heartbeat. A node that has :just_started starts a new steady period, and so does a gap
-- of more than two seconds, whatever caused it. Returns the node's epoch: another one if others had
-- taken it for dead.
insert into node as n (id, seen_at, steady_since)
values (:node, clock_timestamp(), clock_timestamp())
on conflict (id) do update
set seen_at = excluded.seen_at,
    steady_since = case
        when :just_started or n.seen_at < excluded.seen_at - interval '2 seconds'
            then excluded.seen_at
        else n.steady_since
    end
returning epoch, xmax = 0 as added
