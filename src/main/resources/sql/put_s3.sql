update client set s3 = $2 where id = $1
