select id from client where disabled_at is not null limit :limit
