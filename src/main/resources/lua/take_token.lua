-- Takes one request from a client's allowance (the generic cell rate algorithm): the requests
-- of one second may come at once, then one per interval.
--
-- KEYS  1 the time at which the allowance is full again, in microseconds
-- ARGV  1 now, 2 interval between requests, 3 burst tolerance (all in microseconds)
-- Returns the microseconds to wait, or, if taken, the requests that may follow at once, negated.
local now, interval, tolerance = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local wait = full - tolerance - now
if wait > 0 then return wait end
redis.call('SET', KEYS[1], string.format('%d', full + interval), 'PX',
    math.ceil((full + interval - now) / 1000) + 1)
return -math.floor((tolerance + now - full) / interval)
