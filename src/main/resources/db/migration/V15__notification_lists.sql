-- Notifications that ended otherwise than by a delivery, for the API's list of them: few, so that
-- deliveries pay nothing. No other statement has the condition of the second index in its words, so
-- that none takes it for a way to notifications of any kind.
create index attempt_ended_otherwise on attempt (client_id, notification_id)
    where ended_as <> 'delivered';
create index notification_ended_without_attempt on notification (client_id, id)
    where state in ('exhausted', 'gone', 'refused');
