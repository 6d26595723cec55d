-- A pause keeps the time of its beginning. :now is null to resume.
update endpoint
set paused_at = case when :now::timestamptz is null then null else coalesce(paused_at, :now) end
where client_id = :client and key = :endpoint
