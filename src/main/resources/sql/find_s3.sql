select s3 from client where id = :client and s3 is not null
