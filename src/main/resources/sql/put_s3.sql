update client set s3 = :s3 where id = :client
