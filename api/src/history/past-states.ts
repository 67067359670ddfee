import { applyChanges, invertChanges } from "../worlds/change-tracker.js";
import type { WorldState } from "../worlds/world.js";
import type { World } from "../worlds/worlds.js";
import { TICKS_A_BATCH } from "./history-limits.js";
import { parseStored } from "./stored-snapshot.js";
import type { TickReader } from "./tick-reader.js";
import type { HeldTick } from "./world-history.js";

/** A world at a tick. */
export interface PastState extends HeldTick {
	readonly state: WorldState;
}

/** The state at `tick`, led to tick by tick from another before or after it; undefined where one between is not held. */
export async function walkTo(
	reader: TickReader,
	world: World,
	{ from, tick }: { readonly from: PastState; readonly tick: number },
): Promise<PastState | undefined> {
	let { state } = from;
	let { timestamp } = from;
	for (let at = from.tick; at < tick;) {
		const to = Math.min(tick, at + TICKS_A_BATCH);
		const ticks = await reader.range(world, at + 1, to);
		if (!ticks) return undefined;
		for (const { data } of ticks) {
			const snapshot = parseStored(data);
			state = applyChanges(state, snapshot.fullCast);
			({ timestamp } = snapshot);
		}
		at = to;
	}
	for (let at = from.tick; at > tick;) {
		// The one before the batch is asked for too, for its time.
		const to = Math.max(tick, at - TICKS_A_BATCH);
		const ticks = await reader.range(world, to, at);
		const before = ticks?.[0];
		if (!ticks || !before) return undefined;
		for (const { data } of ticks.slice(1).reverse()) {
			state = applyChanges(state, invertChanges(parseStored(data).fullCast));
		}
		({ timestamp } = parseStored(before.data));
		at = to;
	}
	return { tick, timestamp, state };
}
