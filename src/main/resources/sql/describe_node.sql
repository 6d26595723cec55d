-- What a node says of itself as it starts; a drain was asked of an earlier run.
update node set name = :name, roles = :roles, version = :version, drain_at = null where id = :node
