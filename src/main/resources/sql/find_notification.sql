select s.*, n.target, n.body
from notification_shown s
join notification n on n.client_id = s.client_id and n.id = s.id
where s.client_id = :client and s.id = :notification
