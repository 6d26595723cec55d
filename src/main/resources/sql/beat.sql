-- Says that node :node lives. :just_started: it has just started, so that what it was before does not matter.
-- steady_since begins anew after a gap of more than two seconds, whoever's fault that was.
insert into node as n (id, seen_at, steady_since)
values (:node, clock_timestamp(), clock_timestamp())
on conflict (id) do update
set seen_at = excluded.seen_at,
    steady_since = case
        when :just_started or n.seen_at < excluded.seen_at - interval '2 seconds' then excluded.seen_at
        else n.steady_since
    end
returning xmax = 0 as added
