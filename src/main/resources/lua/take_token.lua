-- Takes requests from a client's allowance (the generic cell rate algorithm): the requests of one
-- second may come at once, then one per interval. Fewer are taken than wanted if no more are left.
--
-- KEYS  1 the time at which the allowance is full again, in microseconds
-- ARGV  1 now, 2 interval between requests, 3 burst tolerance (all in microseconds), 4 wanted
-- Returns how many were taken, how many more may follow at once, and the microseconds until the
-- next one may.
local now, interval, tolerance = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local left = math.max(0, math.floor((tolerance + now - full) / interval) + 1)
local taken = math.min(left, tonumber(ARGV[4]))
if taken > 0 then
    full = full + taken * interval
    redis.call('SET', KEYS[1], string.format('%d', full), 'PX', math.ceil((full - now) / 1000) + 1)
end
return {taken, left - taken, math.max(0, full - tolerance - now)}
