update client set events_origin = $2, events_target = $3 where id = $1
