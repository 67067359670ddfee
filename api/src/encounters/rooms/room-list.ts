import { coalesce } from "../../log/coalesce.js";
import { type Cursor, formatCursor } from "../../log/cursor.js";
import { isAway } from "../../log/is-away.js";
import { restoreTopic } from "../../log/restore-topic.js";
import type { TopicFamily } from "../../log/topic-family.js";
import type { PlacedRoom, RoomSummary } from "../encounters.js";
import type { GameState } from "../engine/state.js";
import { type KeptEntry, roomFold, type RoomState, roomTopic } from "./room-fold.js";
import { ROOMS_LISTED } from "./room-limits.js";
import type { RoomsDeps } from "./rooms.js";
import { liveStatus, placedOf, summaryOf } from "./summary.js";

interface Summed {
	/** The place in the log that it was made at. */
	readonly at: string;
	readonly summary: Omit<RoomSummary, "liveStatus">;
	/** Of one that was opened in a world and is not over. */
	readonly placed: PlacedRoom | undefined;
	readonly isHeld: boolean;
}

/** What there is of rooms, newest activity first. */
export interface RoomList {
	readonly list: () => Promise<readonly RoomSummary[]>;
	readonly inWorld: (worldId: string) => Promise<readonly PlacedRoom[]>;
}

interface Looked {
	readonly at: Cursor;
	readonly game: () => Promise<GameState>;
}

/**
 * The list of rooms. Those that are not in memory are looked at one by one and not kept: once each, until something is
 * written to them.
 */
export function createRoomList(
	rooms: TopicFamily<RoomState, KeptEntry>,
	{ log, report }: Pick<RoomsDeps, "log" | "report">,
): RoomList {
	let known: ReadonlyMap<string, Summed> = new Map();

	const lookInLog = async (roomId: string): Promise<Looked> => {
		const topic = roomTopic(roomId);
		const at = await log.head(topic);
		return { at, game: async () => (await restoreTopic(topic, roomFold, { log, report })).state.game };
	};

	const summed = async (
		roomId: string,
		{ at, game, isHeld }: Looked & Pick<Summed, "isHeld">,
	): Promise<Summed> => {
		const before = known.get(roomId);
		if (before?.at === formatCursor(at)) return { ...before, isHeld };
		const state = await game();
		return {
			at: formatCursor(at),
			summary: summaryOf(roomId, state),
			placed: placedOf(roomId, state),
			isHeld,
		};
	};

	const look = coalesce(async (): Promise<readonly Summed[]> => {
		const held = new Map(await rooms.held());
		const found = new Map<string, Summed>();
		for (const roomId of await rooms.list()) {
			const room = held.get(roomId)?.state;
			try {
				const looked = room ? { at: room.at, game: async () => room.game } : await lookInLog(roomId);
				found.set(roomId, await summed(roomId, { ...looked, isHeld: room !== undefined }));
			} catch (error) {
				if (isAway(error)) throw error;
				report("A room could not be read; it is left out of the list.", { roomId, error });
			}
		}
		known = found;
		return [...found.values()]
			.filter(({ summary }) => summary.dmId !== "")
			.sort((one, other) => other.summary.lastActivity - one.summary.lastActivity);
	});

	return {
		list: async () =>
			(await look())
				.slice(0, ROOMS_LISTED)
				.map(({ summary, isHeld }) => ({ ...summary, liveStatus: liveStatus(summary.status, isHeld) })),
		inWorld: async (worldId) =>
			(await look()).flatMap(({ placed }) => (placed?.place.worldId === worldId ? [placed] : [])),
	};
}
