delete from replay where ended_at <= :ended_until
