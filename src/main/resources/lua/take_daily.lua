-- Takes from a client's allowance of a day; fewer than none gives back what was taken.
--
-- KEYS  1 what has been taken of the day
-- ARGV  1 how many, 2 the allowance, 3 seconds to keep the count
-- Returns 1 if taken, 0 if it would be too many; then nothing is taken.
local taken = tonumber(redis.call('GET', KEYS[1]) or '0') + tonumber(ARGV[1])
if taken > tonumber(ARGV[2]) and tonumber(ARGV[1]) > 0 then return 0 end
if taken < 0 then taken = 0 end
redis.call('SET', KEYS[1], string.format('%d', taken), 'EX', ARGV[3])
return 1
