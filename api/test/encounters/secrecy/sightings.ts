import { apply } from "../../../src/encounters/engine/apply.js";
import { applyEntry } from "../../../src/encounters/engine/replay.js";
import { emptyState, type GameState } from "../../../src/encounters/engine/state.js";
import type { KeptEntry } from "../../../src/encounters/rooms/room-fold.js";
import type { Log } from "../../../src/log/log.js";

/** Places of a room's log: what was told rests on the state at the first, or on one from there to the last. */
export interface Stretch {
	readonly from: number;
	readonly to: number;
}

/** Whom somebody plays, and so sees: those of a user, or an NPC. */
export interface Own {
	readonly userId?: string;
	readonly entityId?: string;
}

/** Who could be seen at one moment, by whom: ids of entities, and those in each seat. */
interface Moment {
	/** Everybody who is there: null of who is seen by all, else whoever plays them ("" of nobody). */
	readonly there: ReadonlyMap<string, string | null>;
	readonly seats: readonly (readonly [string, readonly string[]])[];
}

/**
 * Who could be seen when, by the log alone and with no part of what projects it: `isHidden` and who plays somebody are
 * all that counts.
 */
export interface Sightings {
	/** Reads on to the end of the log. */
	readonly catchUp: () => Promise<void>;
	readonly state: () => GameState;
	readonly offset: () => number;
	/** Names of entities and seats that somebody saw at some moment of a stretch, who plays those of a user, or one. */
	readonly seen: (stretch: Stretch, own: Own) => ReadonlySet<string>;
}

const READ_AT_ONCE = 1_000;

export function createSightings(log: () => Log, topic: string): Sightings {
	let state = emptyState();
	let offset = 0;
	let reading = Promise.resolve();
	/** Those within each entry, the one before it first and the one after it last. */
	const moments: Moment[][] = [[momentOf(state)]];

	function take({ data }: KeptEntry): void {
		const within = [moments[offset]!.at(-1)!];
		let at = state;
		for (const event of data.events) {
			at = apply(at, event);
			within.push(momentOf(at));
		}
		state = applyEntry(state, { type: "command", data });
		offset += 1;
		moments[offset] = withoutRepeats(within);
	}

	/** What was erased is not read any more: one goes on from what was put aside. */
	async function skip(): Promise<void> {
		const aside = await log().latestCheckpoint(topic);
		if (!aside || aside.offset < offset) throw new Error(`${topic} cannot be read from ${String(offset)} on`);
		const before = moments[offset]!.at(-1)!;
		state = JSON.parse(aside.value) as GameState;
		while (offset < aside.offset) moments[(offset += 1)] = [before, momentOf(state)];
	}

	async function readOn(): Promise<void> {
		for (;;) {
			const { epoch } = await log().head(topic);
			const read = await log().read(topic, { epoch, offset }, READ_AT_ONCE);
			if (!read.ok) await skip();
			else if (read.entries.length === 0) return;
			else
				for (const { data } of read.entries)
					take({ type: "command", data: JSON.parse(data) as KeptEntry["data"] });
		}
	}

	return {
		// One after another: each goes on from where the one before it came to.
		catchUp: () => (reading = reading.then(readOn)),
		state: () => state,
		offset: () => offset,
		seen({ from, to }, own) {
			const last = moments[from]?.at(-1);
			const all = [...(last ? [last] : []), ...moments.slice(from + 1, to + 1).flat()];
			const names = new Set<string>();
			for (const { there, seats } of all) {
				const isSeen = (entityId: string) => {
					const player = there.get(entityId);
					if (player === undefined) return false;
					return player === null || player === own.userId || entityId === own.entityId;
				};
				for (const entityId of there.keys()) if (isSeen(entityId)) names.add(entityId);
				for (const [seatId, ids] of seats) if (ids.some(isSeen)) names.add(seatId);
			}
			return names;
		},
	};
}

function momentOf({ participants, initiativeOrder }: GameState): Moment {
	return {
		there: new Map(
			Object.values(participants).map(({ entityId, isHidden, userId }) => [
				entityId,
				isHidden ? (userId ?? "") : null,
			]),
		),
		seats: initiativeOrder.map(({ seatId, entityIds }) => [seatId, entityIds]),
	};
}

/** Most events change nothing of it. */
function withoutRepeats(moments: readonly Moment[]): Moment[] {
	const text = ({ there, seats }: Moment) => JSON.stringify([[...there], seats]);
	const found = new Map(moments.map((moment) => [text(moment), moment]));
	// The newest is the last, whatever was the same before it.
	return [...found.values(), moments.at(-1)!];
}
