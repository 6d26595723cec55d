select * from notification_shown where client_id = :client and id = :notification
