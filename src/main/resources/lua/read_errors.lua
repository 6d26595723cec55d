-- Reads a client's window; changes nothing.
--
-- KEYS  1 window: attempt id -> its time
-- ARGV  1 now, 2 window (both in milliseconds)
-- Returns {errors in the window, the time of the oldest or 0}.
local edge = '(' .. string.format('%d', tonumber(ARGV[1]) - tonumber(ARGV[2]))
local errors = redis.call('ZCOUNT', KEYS[1], edge, '+inf')
local oldest = redis.call('ZRANGEBYSCORE', KEYS[1], edge, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
return {errors, tonumber(oldest[2] or '0')}
