import type { Clock } from "./clock.js";
import { BetterDue, Unusable } from "./ends.js";

/** A way to follow: a WebSocket, server-sent events, or asking again and again. */
export type Door = "socket" | "stream" | "poll";

/** After the first time that a door did not work; doubled with each time, since a try may cost a silence. */
const FIRST_REST_MS = 5 * 60_000;
/** A network is seldom another one within the hour. */
const LONGEST_REST_MS = 60 * 60_000;

/** Which door to try, by the order of preference and what has worked on this path. */
export interface DoorChoice {
	readonly pick: () => Door;
	/** Something came through the door. */
	readonly works: (door: Door) => void;
	/** The door does not work on this path. True where another is left that may. */
	readonly fails: (door: Door) => boolean;
	/** What the end of a connection through a door says of it. True where another door is to be tried at once. */
	readonly ended: (door: Door, end: unknown) => boolean;
	/** Lets every door be tried again: the path may be another one now. */
	readonly forgive: () => void;
	/** Whether a better door than this one has rested long enough. */
	readonly isBetterDue: (door: Door) => boolean;
}

/** @param order the best first; at least one */
export function createDoorChoice(order: readonly Door[], clock: Pick<Clock, "now">): DoorChoice {
	const resting = new Map<Door, { readonly until: number; readonly restMs: number }>();
	const rests = (door: Door): boolean => clock.now() < (resting.get(door)?.until ?? Number.NEGATIVE_INFINITY);

	function forgive(): void {
		for (const [door, { restMs }] of resting) {
			resting.set(door, { until: Number.NEGATIVE_INFINITY, restMs });
		}
	}

	function fails(door: Door): boolean {
		const before = resting.get(door)?.restMs;
		const restMs = before === undefined ? FIRST_REST_MS : Math.min(2 * before, LONGEST_REST_MS);
		resting.set(door, { until: clock.now() + restMs, restMs });
		if (order.some((other) => !rests(other))) return true;
		forgive();
		return false;
	}

	return {
		pick: () => order.find((door) => !rests(door)) ?? order[0]!,
		works: (door) => void resting.delete(door),
		fails,
		ended(door, end) {
			if (end instanceof BetterDue) return true;
			if (end instanceof Unusable) return fails(door);
			// Where a lesser door fails too, it may be the path: a better one may work by the next try.
			forgive();
			return false;
		},
		forgive,
		isBetterDue: (door) => order.slice(0, order.indexOf(door)).some((better) => !rests(better)),
	};
}
