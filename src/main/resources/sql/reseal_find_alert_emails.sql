select id as client_id, id as id, 0::smallint as ordinal, alert_email_target as sealed
from client
where id > :after_client
  and :after_id::uuid is not null and :after_ordinal::smallint is not null
  and alert_email_target is not null
  and get_byte(alert_email_target, 0) <> :key_id
order by id
limit :limit
