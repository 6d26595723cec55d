select count(*)::int as pending, coalesce(sum(bytes), 0)::bigint as bytes
from (
    select bytes from render_queue where client_id = :client and sample = :samples limit :limit) q
