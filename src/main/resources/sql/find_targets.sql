select targets from job where client_id = :client and id = :job
