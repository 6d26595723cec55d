select targets from job where client_id = $1 and id = $2
