-- Records a block that a node knows and this server may not: it began while the server was
-- unavailable, or the server has lost it.
--
-- KEYS  1 window   2 block: when it ends. Both carry {client}.
-- ARGV  1 end, 2 how long until then (both in milliseconds)
-- Returns 1 if the block was unknown, else 0.
local ends = tonumber(redis.call('GET', KEYS[2]) or '0')
if ends >= tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
-- After a block the window starts empty.
redis.call('DEL', KEYS[1])
return 1
