-- Before advance_replay.sql, which costs many times as much even when there is nothing to do.
select exists (select from replay where next_at <= :now) as due
