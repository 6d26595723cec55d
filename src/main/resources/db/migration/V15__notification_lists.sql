-- Notifications that ended otherwise than by a delivery, for the API's list of them: few, so that
-- deliveries pay nothing.
create index attempt_ended_otherwise on attempt (client_id, notification_id)
    where ended_as <> 'delivered';
create index notification_ended_without_attempt on notification (client_id, id)
    where state <> 'pending';
