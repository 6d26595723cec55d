-- Counts error responses of one client and trips the block, atomically.
--
-- KEYS  1 window: attempt id -> its time   2 block: when it ends. Both carry {client}.
-- ARGV  1 now, 2 window, 3 limit, 4 block (all but the limit in milliseconds),
--       then of each error: its attempt id, its time (not after now)
-- Returns {errors in the window, end of the block or 0, 1 if this call tripped it, else 0}.
local now, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local limit, block = tonumber(ARGV[3]), tonumber(ARGV[4])

-- An error of an attempt that was in flight when the block began does not lengthen it.
local ends = tonumber(redis.call('GET', KEYS[2]) or '0')
if ends > now then return {limit, ends, 0} end

-- An error is in the window while it is less than the window's length old.
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
for i = 5, #ARGV, 2 do
  if tonumber(ARGV[i + 1]) > now - window then
    -- An attempt that is reported again, after a crash, keeps its time.
    redis.call('ZADD', KEYS[1], 'NX', ARGV[i + 1], ARGV[i])
  end
end
redis.call('PEXPIRE', KEYS[1], window)
local errors = redis.call('ZCARD', KEYS[1])
if errors < limit then return {errors, 0, 0} end

ends = now + block
redis.call('SET', KEYS[2], string.format('%d', ends), 'PX', block)
redis.call('DEL', KEYS[1])
return {errors, ends, 1}
