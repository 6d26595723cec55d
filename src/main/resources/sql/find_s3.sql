select s3 from client where id = $1 and s3 is not null
