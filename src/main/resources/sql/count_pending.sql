select count(*)::int as pending
from (select from render_queue where client_id = :client limit :limit) q
