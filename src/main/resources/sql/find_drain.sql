select exists (select from node where id = :node and drain_at is not null) as asked
