import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import type { World } from "../worlds/worlds.js";
import { STORE_RETRY_MS } from "./history-limits.js";

/** What can be followed: worlds, and whatever else is known by an id. */
interface Followed {
	readonly id: string;
}

export interface FollowerOptions<T extends Followed> {
	/** Brings what follows up to where the world is. */
	readonly catchUp: (world: T) => Promise<void>;
	/** Hears of the first of failures in a row, and (with none) of the end of them. */
	readonly onTurn: (failure: unknown) => void;
}

/** Brings something up to where worlds are, behind the scenes: one world after the other, again where it failed. */
export interface Follower<T extends Followed = World> {
	/** A world has gone on, or is to be looked at again. */
	readonly note: (world: T) => void;
	/** Does something between two worlds; resolves and rejects as it does. */
	readonly between: <T>(job: () => Promise<T>) => Promise<T>;
	/** Whether the last attempt failed. */
	readonly isFailing: () => boolean;
	/** Tries again at once, whatever failed before. */
	readonly retry: () => void;
	/** Resolves when every world noted so far has been caught up, or failed. */
	readonly idle: () => Promise<void>;
	/** Finishes what is under way; nothing is followed after it. */
	readonly stop: () => Promise<void>;
}

export function createFollower<T extends Followed = World>({
	catchUp,
	onTurn,
}: FollowerOptions<T>): Follower<T> {
	/** At most one entry a world, however far it has gone: the log keeps the ticks. */
	const waiting = new Map<string, T>();
	let failures = 0;
	let running: Promise<void> | undefined;
	let turn: Promise<unknown> = Promise.resolve();
	let pause = new AbortController();
	let stopped = false;

	const between = <T>(job: () => Promise<T>): Promise<T> => {
		const done = turn.then(job);
		turn = done.catch(() => undefined);
		return done;
	};

	const follow = async (world: T): Promise<void> => {
		try {
			await between(() => catchUp(world));
			if (failures > 0) onTurn(undefined);
			failures = 0;
		} catch (error) {
			if (!waiting.has(world.id)) waiting.set(world.id, world);
			failures += 1;
			if (failures === 1) onTurn(error);
			const delay = Math.min(STORE_RETRY_MS.first * 2 ** (failures - 1), STORE_RETRY_MS.most);
			await sleep(delay, undefined, { signal: pause.signal, ref: false }).catch(() => undefined);
			pause = new AbortController();
		}
	};

	const run = async (): Promise<void> => {
		for (const [id, world] of waiting) {
			if (stopped) break;
			waiting.delete(id);
			await follow(world);
		}
		running = undefined;
	};

	const wake = (): void => {
		if (!stopped) running ??= run();
	};

	return {
		note: (world) => {
			waiting.set(world.id, world);
			wake();
		},
		between,
		isFailing: () => failures > 0,
		retry: () => pause.abort(),
		idle: async () => {
			while (running && failures === 0) await setImmediate();
		},
		stop: async () => {
			stopped = true;
			pause.abort();
			await running;
			await turn;
		},
	};
}
