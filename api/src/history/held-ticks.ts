import type { StoreBounds } from "./snapshot-store.js";

/** Of a tick that is held: how long, and how much. */
export interface TickWeight {
	readonly tick: number;
	/** Unix seconds. */
	readonly at: number;
	readonly bytes: number;
}

/** Which ticks of one world an embedded store holds, and which it must let go of. Ticks come in order. */
export interface HeldTicks {
	readonly add: (tick: TickWeight) => void;
	/** Lets go of what has expired or is too much, oldest first; these were they. */
	readonly trim: (now: number) => readonly number[];
	/** Lets go of what came after a tick; these were they. */
	readonly dropAfter: (tick: number) => readonly number[];
	/** The ticks of a range that are held, oldest first. */
	readonly between: (from: number, to: number, now: number) => readonly number[];
	/** The tick from which on all up to `latest` are held. */
	readonly runUpTo: (latest: number, now: number) => number | undefined;
}

export function createHeldTicks({ ttlSeconds, maxTicks, maxBytes }: StoreBounds): HeldTicks {
	const held: TickWeight[] = [];
	let bytes = 0;

	const isAlive = ({ at }: TickWeight, now: number): boolean => at + ttlSeconds > now;
	const removed = (ticks: readonly TickWeight[]): readonly number[] => {
		for (const tick of ticks) bytes -= tick.bytes;
		return ticks.map(({ tick }) => tick);
	};

	return {
		add: (tick) => {
			held.push(tick);
			bytes += tick.bytes;
		},
		trim: (now) => {
			let gone = 0;
			let left = bytes;
			for (const tick of held) {
				const isTooMuch = held.length - gone > maxTicks || left > maxBytes;
				if (isAlive(tick, now) && !isTooMuch) break;
				left -= tick.bytes;
				gone += 1;
			}
			return removed(held.splice(0, gone));
		},
		dropAfter: (tick) => {
			const from = held.findIndex((one) => one.tick > tick);
			return from < 0 ? [] : removed(held.splice(from));
		},
		between: (from, to, now) =>
			held.filter((one) => one.tick >= from && one.tick <= to && isAlive(one, now)).map(({ tick }) => tick),
		runUpTo: (latest, now) => {
			let first: number | undefined;
			for (let index = held.length - 1; index >= 0; index -= 1) {
				const one = held[index]!;
				if (one.tick !== (first ?? latest + 1) - 1 || !isAlive(one, now)) break;
				first = one.tick;
			}
			return first;
		},
	};
}
