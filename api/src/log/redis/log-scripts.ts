import { createHash } from "node:crypto";

/** A script as Redis runs it: whole and alone, so that nobody sees half of what it does. */
export interface LogScript {
	readonly lua: string;
	readonly sha: string;
}

function script(...parts: readonly string[]): LogScript {
	const lua = parts.join("\n");
	return { lua, sha: createHash("sha1").update(lua).digest("hex") };
}

/**
 * Every script is told which history the process goes by and up to which write it knows of it. Where Redis has
 * another history, or the same one from before that write, nothing is read or written.
 *
 * `KEYS`: the history, the set of its topics. `ARGV`: history, sequence of the newest write known.
 */
const FENCE = `
local held = redis.call('HMGET', KEYS[1], 'id', 'seq')
local seq = tonumber(held[2] or 0)
if held[1] ~= ARGV[1] or seq < tonumber(ARGV[2]) then return {'stale'} end
`;

/**
 * `KEYS[3]`: the topic; `ARGV[3]`: its name. A topic that was written to and is not there (evicted, or deleted by
 * hand) has lost entries while the history's name stands.
 */
const TOPIC = `
local about = redis.call('HMGET', KEYS[3], 'head', 'oldest', 'bytes', 'checkpoint')
if not about[1] and redis.call('SISMEMBER', KEYS[2], ARGV[3]) == 1 then return {'lost'} end
local head, oldest = tonumber(about[1] or 0), tonumber(about[2] or 1)
local bytes, checkpoint = tonumber(about[3] or 0), tonumber(about[4])
`;

/** Bytes before the text of a sealed entry: seal, time, length of the type. */
const HEADER_BYTES = 14;

/**
 * `ARGV[4]` to `ARGV[8]`: now, most entries, most bytes, most seconds, whether without a checkpoint too. Lets go as
 * `trimTopic` does; an entry whose record is not whole is worth nothing to anybody.
 */
const KEEP = `
local function textBytes(length) return math.max(0, length - ${HEADER_BYTES}) end
local function letGo(offset)
	bytes = bytes - textBytes(redis.call('HSTRLEN', KEYS[3], offset))
	redis.call('HDEL', KEYS[3], offset)
	oldest = offset + 1
end
local function exceeds()
	if head - oldest + 1 > tonumber(ARGV[5]) or bytes > tonumber(ARGV[6]) then return true end
	local record = redis.call('HGET', KEYS[3], oldest)
	return not record or #record < ${HEADER_BYTES} or struct.unpack('<d', record, 5) < tonumber(ARGV[4]) - tonumber(ARGV[7])
end
local function keep()
	local last = math.min(head, checkpoint or (ARGV[8] == '1' and head or 0))
	while oldest <= last and exceeds() do letGo(oldest) end
	if oldest > head then bytes = 0 end
	if not about[1] then redis.call('SADD', KEYS[2], ARGV[3]) end
	redis.call('HSET', KEYS[3], 'head', head, 'oldest', oldest, 'bytes', bytes)
	return {'ok', redis.call('HINCRBY', KEYS[1], 'seq', 1), head, oldest}
end
`;

/** `ARGV[9]`: the head to go on from, or -1 for whatever it is; then the sealed entries. */
export const APPEND = script(
	FENCE,
	TOPIC,
	KEEP,
	`
local after = tonumber(ARGV[9])
if after >= 0 and after ~= head then return {'conflict', seq, head} end
for i = 10, #ARGV do
	head = head + 1
	bytes = bytes + textBytes(#ARGV[i])
	redis.call('HSET', KEYS[3], head, ARGV[i])
end
return keep()
`,
);

/** `ARGV[9]`: its offset; `ARGV[10]`: the sealed value; `ARGV[11]`: whether it must be the first of the topic. */
export const CHECKPOINT = script(
	FENCE,
	TOPIC,
	KEEP,
	`
local offset = tonumber(ARGV[9])
if ARGV[11] == '1' and (head > 0 or checkpoint) then return {'conflict', seq, head} end
if offset > head or offset < (checkpoint or 0) then return {'invalid', seq, head, checkpoint or 0} end
checkpoint = offset
redis.call('HSET', KEYS[3], 'checkpoint', offset, 'state', ARGV[10])
local had = oldest
local done = keep()
done[5] = oldest > had and 1 or 0
return done
`,
);

/** `ARGV[9]`: the offset up to which nothing stays. */
export const FORGET = script(
	FENCE,
	TOPIC,
	KEEP,
	`
local offset = tonumber(ARGV[9])
if offset > (checkpoint or 0) then return {'invalid', seq, head, checkpoint or 0} end
if not about[1] then return {'ok', seq, head, oldest, 0} end
local had = oldest
while oldest <= math.min(offset, head) do letGo(oldest) end
local done = keep()
done[5] = oldest > had and 1 or 0
return done
`,
);

/** `HMGET` takes its fields from Lua's stack, which holds some thousands. */
const FIELDS_PER_READ = 1000;

/** `ARGV[4]`: the offset after which, `ARGV[5]`: how many at most. Answers head, oldest and the records. */
export const READ = script(
	FENCE,
	TOPIC,
	`
local answer = {'ok', seq, head, oldest}
local after = tonumber(ARGV[4])
if after < oldest - 1 then return answer end
local last = math.min(head, after + tonumber(ARGV[5]))
for from = after + 1, last, ${FIELDS_PER_READ} do
	local fields = {}
	for offset = from, math.min(last, from + ${FIELDS_PER_READ - 1}) do fields[#fields + 1] = offset end
	local records = redis.call('HMGET', KEYS[3], unpack(fields))
	for i = 1, #fields do answer[#answer + 1] = records[i] end
end
return answer
`,
);

/** Answers the sealed checkpoint, or nothing. */
export const STATE = script(FENCE, TOPIC, `return {'ok', seq, redis.call('HGET', KEYS[3], 'state')}`);

/** `KEYS[3]` on: topics; `ARGV[3]` on: their names. Answers head and oldest of each. */
export const HEADS = script(
	FENCE,
	`
local answer = {'ok', seq}
for i = 3, #KEYS do
	local about = redis.call('HMGET', KEYS[i], 'head', 'oldest')
	if not about[1] and redis.call('SISMEMBER', KEYS[2], ARGV[i]) == 1 then return {'lost'} end
	answer[#answer + 1] = tonumber(about[1] or 0)
	answer[#answer + 1] = tonumber(about[2] or 1)
end
return answer
`,
);

/** All that the calls of a log run. */
export const LOG_SCRIPTS: readonly LogScript[] = [APPEND, CHECKPOINT, FORGET, READ, STATE, HEADS];
