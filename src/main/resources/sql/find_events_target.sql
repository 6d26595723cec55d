select events_target from client where id = :client and events_target is not null
