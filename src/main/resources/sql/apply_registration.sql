-- Applies a registration to the rows that claims read. :enabled is null if that has not changed.
-- What is disabled is paused, for callbacks and for operational events; what is enabled is neither
-- paused nor gone.
with callbacks as (
    update endpoint
    set rate_per_second = :rate,
        paused_at = case
            when :enabled::boolean then null
            when not :enabled::boolean then coalesce(paused_at, :now)
            else paused_at
        end,
        gone_at = case when :enabled::boolean then null else gone_at end
    where client_id = :client and key = :endpoint
    returning origin, url
),
resumed as (
    update endpoint
    set paused_at = null, gone_at = null
    where client_id = :client and key = :endpoint | 1 and :enabled::boolean
)
insert into endpoint as e (client_id, key, origin, url, paused_at)
select :client, :endpoint | 1, c.origin, c.url, :now
from callbacks c
where not :enabled::boolean
on conflict (client_id, key) do update
set paused_at = coalesce(e.paused_at, excluded.paused_at)
