import { promptClient } from "../messages/redis-client.js";
import type { KeptTick, SnapshotStore, TickRecord } from "./snapshot-store.js";
import type { ArchivedState } from "./world-archive.js";

/** Keys read or removed at a time. */
const KEYS_A_BATCH = 64;
/** Keys that Redis looks at in one step of a scan. */
const SCAN_STEP = 1_000;

export interface RedisSnapshotsOptions {
	readonly url: string;
	readonly ttlSeconds: number;
	/** Unix seconds. */
	readonly now: () => number;
}

/**
 * Sets ticks where the latest is the one named (empty: none), in one step, so that of many who write one gets
 * through. KEYS: that of the latest tick, then those of the ticks. ARGV: the one named, the new one, then a text
 * and its seconds to live for each tick.
 */
const PUT = `
local latest = redis.call('GET', KEYS[1])
if (latest or '') ~= ARGV[1] then return 0 end
for i = 2, #KEYS do
	redis.call('SET', KEYS[i], ARGV[2 * i - 1], 'EX', ARGV[2 * i])
end
redis.call('SET', KEYS[1], ARGV[2])
return 1`;

interface FullStateText extends Omit<ArchivedState, "state"> {
	readonly state: object;
}

/** The state is JSON already: it stands as an object among its own, not as text in text. */
function fullStateText({ worldId, tick, timestamp, state }: ArchivedState): string {
	return `${JSON.stringify({ worldId, tick, timestamp }).slice(0, -1)},"state":${state}}`;
}

function parseFullState(text: string): ArchivedState {
	const { state, ...about } = JSON.parse(text) as FullStateText;
	return { ...about, state: JSON.stringify(state) };
}

/**
 * The store on Redis: `snapshot:{world}:{tick}` (expires by itself), `latest_tick:{world}` and
 * `full_state:{world}`, with the ids in place of the braces. Shared by any number of processes.
 */
export function createRedisSnapshots({ url, ttlSeconds, now }: RedisSnapshotsOptions): SnapshotStore {
	const client = promptClient(url);
	const listeners: (() => void)[] = [];
	let isReady = false;
	// What fails meanwhile rejects where it was called; the state of the connection is told by `status`.
	client.on("error", () => undefined);
	client.on("ready", () => {
		isReady = true;
		for (const listener of listeners) listener();
	});
	client.on("close", () => {
		isReady = false;
	});

	const tickPrefix = (worldId: string): string => `snapshot:${worldId}:`;
	const tickKey = (worldId: string, tick: number): string => `${tickPrefix(worldId)}${tick}`;
	const latestKey = (worldId: string): string => `latest_tick:${worldId}`;
	const fullKey = (worldId: string): string => `full_state:${worldId}`;

	const latestTick = async (worldId: string): Promise<number | undefined> => {
		const latest = await client.get(latestKey(worldId));
		return latest === null ? undefined : Number(latest);
	};
	const secondsLeft = ({ at }: TickRecord): number => Math.ceil(at + ttlSeconds - now());

	const range = async (worldId: string, from: number, to: number): Promise<readonly KeptTick[]> => {
		const kept: KeptTick[] = [];
		for (let first = from; first <= to; first += KEYS_A_BATCH) {
			const count = Math.min(KEYS_A_BATCH, to - first + 1);
			const ticks = Array.from({ length: count }, (_, index) => first + index);
			const texts = await client.mget(ticks.map((tick) => tickKey(worldId, tick)));
			texts.forEach((data, index) => {
				if (data !== null) kept.push({ tick: first + index, data });
			});
		}
		return kept;
	};

	/** Every key of a world's ticks, some more than once. Ids hold nothing that a pattern would take for its own. */
	async function* tickKeys(worldId: string): AsyncGenerator<string[]> {
		let at = "0";
		do {
			const [next, keys] = await client.scan(at, "MATCH", `${tickPrefix(worldId)}*`, "COUNT", SCAN_STEP);
			if (keys.length > 0) yield keys;
			at = next;
		} while (at !== "0");
	}

	return {
		engine: "redis",
		latestTick,
		put: async (worldId, ticks, after) => {
			const alive = ticks.filter((tick) => secondsLeft(tick) > 0);
			const keys = [latestKey(worldId), ...alive.map(({ tick }) => tickKey(worldId, tick))];
			const texts = alive.flatMap((tick) => [tick.data, secondsLeft(tick)]);
			const latest = ticks.at(-1)?.tick ?? after ?? 0;
			return (await client.eval(PUT, keys.length, ...keys, after ?? "", latest, ...texts)) === 1;
		},
		range,
		oldestTick: async (worldId) => {
			const latest = await latestTick(worldId);
			const isHeld = async (tick: number): Promise<boolean> =>
				tick > 0 && (await client.exists(tickKey(worldId, tick))) === 1;
			if (latest === undefined || !(await isHeld(latest))) return undefined;
			// Ticks expire in the order in which they came: the oldest is found by halving.
			let held = latest;
			let gone = 0;
			for (let reach = 1; held - reach > gone; reach *= 2) {
				if (await isHeld(held - reach)) held -= reach;
				else gone = held - reach;
			}
			while (held - gone > 1) {
				const middle = Math.floor((held + gone) / 2);
				if (await isHeld(middle)) held = middle;
				else gone = middle;
			}
			return held;
		},
		heldTicks: async (worldId) => {
			const ticks = new Set<number>();
			for await (const keys of tickKeys(worldId)) {
				for (const key of keys) ticks.add(Number(key.slice(tickPrefix(worldId).length)));
			}
			return [...ticks].sort((a, b) => a - b);
		},
		fullState: async (worldId) => {
			const text = await client.get(fullKey(worldId));
			return text === null ? undefined : parseFullState(text);
		},
		putFullState: async (archived) => {
			await client.set(fullKey(archived.worldId), fullStateText(archived));
		},
		rewind: async (worldId, tick) => {
			const latest = await latestTick(worldId);
			if (latest === undefined || latest <= tick) return;
			await client.set(latestKey(worldId), tick);
			for (let first = tick + 1; first <= latest; first += KEYS_A_BATCH) {
				const count = Math.min(KEYS_A_BATCH, latest - first + 1);
				await client.unlink(Array.from({ length: count }, (_, index) => tickKey(worldId, first + index)));
			}
		},
		forget: async (worldId, tick) => {
			// First, so that whoever has read ticks of before does not get to put them now.
			await client.set(latestKey(worldId), tick);
			for await (const keys of tickKeys(worldId)) await client.unlink(keys);
		},
		sweep: () => Promise.resolve(),
		onReturn: (listener) => void listeners.push(listener),
		status: () => ({ ready: isReady, ...(isReady ? {} : { detail: "cannot be reached" }) }),
		close: async () => {
			client.disconnect();
		},
	};
}
