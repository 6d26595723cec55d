select events_target from client where id = $1 and events_target is not null
