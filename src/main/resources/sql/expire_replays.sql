delete from replay where ended_at <= $1
