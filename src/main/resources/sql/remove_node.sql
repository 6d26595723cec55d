delete from node where id = :node
