delete from signing_certificate
where client_id = :client and name = :name
returning id
