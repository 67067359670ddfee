import { asc, eq } from "drizzle-orm";
import type { Database } from "../../src/db/database.js";
import { liveInteractionLogs } from "../../src/db/schema.js";
import { canonical } from "../../src/encounters/engine/hash.js";
import { project } from "../../src/encounters/engine/project.js";
import type { GameState } from "../../src/encounters/engine/state.js";
import type { Viewer } from "../../src/encounters/engine/view.js";
import { logRows } from "../../src/encounters/records/rows-of-entry.js";
import type { KeptEntry } from "../../src/encounters/rooms/room-fold.js";
import { createStep } from "../../src/encounters/rooms/step.js";
import { givenId } from "../../src/encounters/router/seats.js";
import type { RoomUpdate } from "../../src/encounters/router/wire.js";
import { parseCursor } from "../../src/log/cursor.js";
import type { Follower } from "./follower.js";
import type { LedgerCheck } from "./check-ledger.js";
import type { Pair } from "./pair-play.js";

/** A room's log as it was at the end, and what follows from it. */
export interface Played extends Pick<LedgerCheck, "states" | "offsets"> {
	readonly epoch: string;
	readonly entries: readonly KeptEntry[];
}

/** Of one command that was given to both instances one has done it, and the other found it done; refusals are fresh. */
export function checkPair({ isSame, told }: Pair, { states, offsets }: Played): readonly string[] {
	const faults: string[] = [];
	if (isSame && told.length > 0) {
		const repeated = told.filter((one) => one.told.isRepeated).length;
		if (told.length !== 2 || repeated !== 1)
			faults.push(`${told[0]!.given.key}: ${repeated} of ${told.length} answers were repeats`);
	}
	for (const { given, told: answer } of told) {
		const at = parseCursor(answer.cursor)!.offset;
		if (at < offsets.get(given.key)!) faults.push(`${given.key}: answered before the log held it`);
		if (answer.ok) continue;
		const viewer: Viewer =
			given.by.kind === "player" ? viewerOf(states[at]!, given.by.userId) : { kind: "dm" };
		if (canonical(answer.view) !== canonical(project(states[at]!, viewer)))
			faults.push(`${given.key}: refused with another state than that of its place`);
	}
	return faults;
}

function viewerOf({ participants }: GameState, userId: string): Viewer {
	const isPlayer = Object.values(participants).some((one) => one.userId === userId);
	return isPlayer ? { kind: "player", userId } : { kind: "watcher" };
}

/**
 * A follower was told of each entry all that is for them, once, in order, and sees what it leads to. One who becomes
 * another viewer begins with a view anew.
 */
export function checkFollower(follower: Follower, { entries, states }: Played): readonly string[] {
	const { told, guest } = follower;
	const name = `${guest.userId} (${told.length} told)`;
	const faults: string[] = [];
	if (follower.end() !== undefined) faults.push(`${name}: cut off: ${String(follower.end())}`);
	let at = told[0]?.at.offset ?? 0;
	let viewer: Viewer | undefined;
	/** All news between two places, which are none. */
	const passOver = (to: number): void => {
		for (at += 1; at < to; at += 1) {
			if (viewer && newsOf(entries, states, { at, viewer, userId: guest.userId }))
				faults.push(`${name}: never told of ${at}`);
		}
	};
	for (const [index, { at: place, update }] of told.entries()) {
		const { offset } = place;
		if (index > 0 && offset <= at && update.type === "news")
			faults.push(`${name}: told ${offset} after ${at}`);
		if (update.type === "view") {
			if (index > 0 && canonical(update.viewer) === canonical(viewer))
				faults.push(`${name}: shown the room anew at ${offset}`);
			viewer = update.viewer;
			at = offset;
			if (canonical(update.view) !== canonical(project(states[offset]!, viewer)))
				faults.push(`${name}: shown another room at ${offset}`);
			continue;
		}
		passOver(offset);
		const wanted = viewer && newsOf(entries, states, { at, viewer, userId: guest.userId });
		if (canonical(update) !== canonical(wanted)) faults.push(`${name}: told something else of ${offset}`);
	}
	passOver(entries.length + 1);
	if (viewer && canonical(follower.view()) !== canonical(project(states.at(-1)!, viewer)))
		faults.push(`${name}: sees something else at the end`);
	return faults;
}

interface NewsOf {
	/** Offset of the entry. */
	readonly at: number;
	readonly viewer: Viewer;
	readonly userId: string;
}

/** What an entry tells a viewer, as it is sent. */
function newsOf(
	entries: readonly KeptEntry[],
	states: readonly GameState[],
	{ at, viewer, userId }: NewsOf,
): RoomUpdate | undefined {
	const step = createStep({
		cursor: { epoch: "", offset: at },
		entry: entries[at - 1]!,
		before: states[at - 1]!,
		after: states[at]!,
	});
	const news = step.news(viewer);
	if (!news) return undefined;
	const commandId = givenId(userId, news.commandId);
	return { type: "news", events: news.events, ...(commandId !== undefined && { commandId }) };
}

/** Rows that the tables should have of a room, and have: as texts, in the order of the log. */
export async function recordedRows(
	database: Pick<Database, "run">,
	roomId: string,
	{ epoch, entries }: Pick<Played, "epoch" | "entries">,
): Promise<{ readonly wanted: readonly string[]; readonly held: readonly string[] }> {
	const wanted = entries.flatMap((entry, index) =>
		logRows(roomId, { at: { epoch, offset: index + 1 }, entry }),
	);
	const { interactionId, logOffset, eventIndex } = liveInteractionLogs;
	const held = await database.run((sql) =>
		sql
			.select()
			.from(liveInteractionLogs)
			.where(eq(interactionId, roomId))
			.orderBy(asc(logOffset), asc(eventIndex)),
	);
	return { wanted: wanted.map(canonical), held: held.map(canonical) };
}
