-- Takes one request from a client's allowance (the generic cell rate algorithm): a second's worth
-- may come at once, then one each interval.
--
-- KEYS  1 the time at which the allowance is whole again, in microseconds
-- ARGV  1 now, 2 interval between requests, 3 burst tolerance (all in microseconds)
-- Returns 0 if taken, else how many microseconds to wait.
local now, interval, tolerance = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local whole = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local wait = whole - tolerance - now
if wait > 0 then return wait end
redis.call('SET', KEYS[1], string.format('%d', whole + interval), 'PX',
    math.ceil((whole + interval - now) / 1000) + 1)
return 0
