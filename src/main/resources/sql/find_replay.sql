select id, state, created_at, ended_at, created_from, created_to, states, dialect, origin,
    per_second, matched, matched_exactly, queued, position,
    filter::text as filter
from replay
where client_id = :client and id = :replay
