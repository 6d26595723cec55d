-- Run before begin_replay_step.sql, which costs many times as much even if no replay is due.
select exists (select from replay where next_at <= :now) as due
