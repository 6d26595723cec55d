-- Sets the address of mails about endpoints, or none.
update client
set alert_email_origin = :origin, alert_email_target = :target
where id = :client
