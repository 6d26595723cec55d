select key
from registered_endpoint
where client_id = :client and key = :endpoint
for update
