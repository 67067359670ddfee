/**
 * Settles which history Redis holds (`redis-history.ts` says when it is another). Run as it stands, before the
 * log's scripts are loaded.
 *
 * `KEYS`: the history, the set of lost histories. `ARGV`: a fresh name; of the history that this process knows: its
 * name or nothing, the run of Redis, the sequence of the newest write; `1` where entries of it were found missing.
 * Answers name, run, sequence, and how many lost histories are still to be erased.
 */
export const SETTLE = `
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local isKept = string.match(redis.call('INFO', 'persistence'), 'aof_enabled:(%d)') == '1'
local held = redis.call('HMGET', KEYS[1], 'id', 'runs', 'seq')
local id, runs, seq = held[1], tonumber(held[2] or 0), tonumber(held[3] or 0)
local function begin(first)
	redis.call('HSET', KEYS[1], 'runs', first, 'run:' .. first, run, 'restored:' .. first, seq)
end
local isLost = false
if id then
	if redis.call('HGET', KEYS[1], 'run:' .. runs) ~= run then
		isLost = not isKept
		runs = runs + 1
		begin(runs)
	end
	if id == ARGV[2] then
		local known = tonumber(ARGV[4])
		isLost = isLost or ARGV[5] == '1' or seq < known
		local n = runs
		while n > 0 and redis.call('HGET', KEYS[1], 'run:' .. n) ~= ARGV[3] do
			isLost = isLost or tonumber(redis.call('HGET', KEYS[1], 'restored:' .. n)) < known
			n = n - 1
		end
		isLost = isLost or n == 0
	end
end
if isLost then
	redis.call('SADD', KEYS[2], id)
	redis.call('DEL', KEYS[1])
end
if isLost or not id then
	id, seq = ARGV[1], 0
	redis.call('HSET', KEYS[1], 'id', id, 'seq', 0)
	begin(1)
end
return {id, run, seq, redis.call('SCARD', KEYS[2])}
`;

/**
 * Erases some topics of lost histories. `KEYS`: the set of lost histories. `ARGV`: what keys begin with, how many
 * topics. Answers how many histories are left.
 */
export const ERASE_LOST = `
local lost = redis.call('SRANDMEMBER', KEYS[1])
if lost then
	local topics = redis.call('SPOP', ARGV[1] .. lost .. ':topics', ARGV[2])
	for _, topic in ipairs(topics) do redis.call('UNLINK', ARGV[1] .. lost .. ':topic:' .. topic) end
	if #topics == 0 then redis.call('SREM', KEYS[1], lost) end
end
return redis.call('SCARD', KEYS[1])
`;
