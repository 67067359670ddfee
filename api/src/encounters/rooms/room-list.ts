import { coalesce } from "../../log/coalesce.js";
import { type Cursor, formatCursor } from "../../log/cursor.js";
import { isAway } from "../../log/is-away.js";
import { restoreTopic } from "../../log/restore-topic.js";
import type { TopicFamily } from "../../log/topic-family.js";
import type { RoomSummary } from "../encounters.js";
import type { GameState } from "../engine/state.js";
import { type KeptEntry, roomFold, type RoomState, roomTopic } from "./room-fold.js";
import { ROOMS_LISTED } from "./room-limits.js";
import type { RoomsDeps } from "./rooms.js";
import { liveStatus, summaryOf } from "./summary.js";

interface Summed {
	/** The place in the log that it was made at. */
	readonly at: string;
	readonly summary: Omit<RoomSummary, "liveStatus">;
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
): () => Promise<readonly RoomSummary[]> {
	let known = new Map<string, Summed>();

	const lookInLog = async (roomId: string): Promise<Looked> => {
		const topic = roomTopic(roomId);
		const at = await log.head(topic);
		return { at, game: async () => (await restoreTopic(topic, roomFold, { log, report })).state.game };
	};

	const summed = async (roomId: string, { at, game }: Looked): Promise<Summed> => {
		const before = known.get(roomId);
		if (before?.at === formatCursor(at)) return before;
		return { at: formatCursor(at), summary: summaryOf(roomId, await game()) };
	};

	return coalesce(async () => {
		const held = new Map(await rooms.held());
		const found = new Map<string, Summed>();
		for (const roomId of await rooms.list()) {
			const room = held.get(roomId)?.state;
			try {
				const looked = room ? { at: room.at, game: async () => room.game } : await lookInLog(roomId);
				found.set(roomId, await summed(roomId, looked));
			} catch (error) {
				if (isAway(error)) throw error;
				report("A room could not be read; it is left out of the list.", { roomId, error });
			}
		}
		known = found;
		return [...found]
			.filter(([, { summary }]) => summary.dmId !== "")
			.map(([roomId, { summary }]) => ({
				...summary,
				liveStatus: liveStatus(summary.status, held.has(roomId)),
			}))
			.sort((one, other) => other.lastActivity - one.lastActivity)
			.slice(0, ROOMS_LISTED);
	});
}
