-- Records the use of a key, once a minute for all nodes.
update api_key
set last_used_at = :now
where sha256 = :api_key_hash and (last_used_at is null or last_used_at < :unless_since)
