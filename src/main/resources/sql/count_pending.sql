select count(*)::int as pending
from (select from render_queue where client_id = $1 limit $2) q
