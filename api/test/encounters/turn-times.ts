import type { KeptEntry } from "../../src/encounters/rooms/room-fold.js";

/** A turn with a limit that ran out. */
export interface TimedTurn {
	/** Unix seconds. */
	readonly startedAt: number;
	readonly dueAt: number;
	readonly skippedAt: number;
}

/**
 * The turns of a room's log whose time ran out. Faults are turns that were skipped twice, or early, or are named twice,
 * and anything else that ended a turn or stopped the encounter.
 */
export function timedTurns(entries: readonly KeptEntry[]): {
	readonly turns: readonly TimedTurn[];
	readonly faults: readonly string[];
} {
	const faults: string[] = [];
	const turns: TimedTurn[] = [];
	const names = new Set<string>();
	let current: { readonly name: string; readonly startedAt: number; readonly dueAt: number } | undefined;
	for (const event of entries.flatMap(({ data }) => data.events)) {
		if (event.type === "TURN_STARTED") {
			const name = `${event.seatId} in round ${event.roundNumber}`;
			if (current) faults.push(`${name} began within ${current.name}`);
			if (names.has(name)) faults.push(`${name} began twice`);
			names.add(name);
			current = { name, startedAt: event.at, dueAt: event.endsAt ?? Infinity };
		} else if (event.type === "TURN_SKIPPED") {
			const name = `${event.seatId} in round ${event.roundNumber}`;
			if (current?.name !== name || event.reason !== "timeout") {
				faults.push(`${name} was skipped (${event.reason}) in the turn of ${current?.name ?? "nobody"}`);
				continue;
			}
			if (event.at < current.dueAt) faults.push(`${name} was skipped ${current.dueAt - event.at} s early`);
			turns.push({ startedAt: current.startedAt, dueAt: current.dueAt, skippedAt: event.at });
			current = undefined;
		} else if (event.type === "TURN_COMPLETED" || event.type === "INTERACTION_PAUSED") {
			faults.push(`${event.type} by nobody's wish`);
		}
	}
	return { turns, faults };
}
