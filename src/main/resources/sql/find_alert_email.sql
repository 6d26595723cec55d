select alert_email_target as target
from client
where id = :client and alert_email_target is not null
