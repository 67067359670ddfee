import type { Database } from "../../db/database.js";
import { liveInteractionLogs } from "../../db/schema.js";
import { createFollower } from "../../history/follower.js";
import type { Cursor } from "../../log/cursor.js";
import { parseTyped } from "../../log/fold.js";
import type { Log } from "../../log/log.js";
import type { RoomEntry } from "../engine/replay.js";
import type { GameState } from "../engine/state.js";
import { type KeptEntry, roomTopic } from "../rooms/room-fold.js";
import type { Rooms } from "../rooms/rooms.js";
import { RECORD_BATCH, RECORD_DELAY_MS } from "./records-limits.js";
import { movePlace, readRecorded } from "./record-place.js";
import { eraseRecords, recordedRoomsOf } from "./erase-records.js";
import { roomRow } from "./room-row.js";
import { logRows, type PlacedEntry } from "./rows-of-entry.js";
import { saveTurns } from "./save-turns.js";
import { isTurningPoint } from "./turning-point.js";

export interface RecordsDeps {
	readonly log: Log;
	readonly rooms: Pick<Rooms, "ids" | "state">;
	readonly database: Pick<Database, "run" | "transaction">;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
	readonly delayMs?: typeof RECORD_DELAY_MS;
}

/**
 * The tables of encounters. They follow the rooms' logs, each from the place that is saved with what came up to it, so
 * that every entry is in them once: however many processes follow, wherever one is cut off, however long the database is
 * away.
 */
export interface Records {
	/** An entry was written to a room; after a turning point it is recorded soon. */
	readonly note: (roomId: string, entry?: RoomEntry) => void;
	/** A room was let go of: puts its last state aside. */
	readonly release: (roomId: string, state: GameState) => void;
	/** Looks for rooms that were left behind by a process which is gone. Does not reject. */
	readonly catchUp: () => Promise<void>;
	/** Ids of rooms that the tables know to tell of a user. */
	readonly roomsOf: (userId: string) => Promise<readonly string[]>;
	/**
	 * Takes a user out of the tables, once rooms are recorded up to where they were erased from them: what comes after does
	 * not tell of them, and nobody records anything from before. Rejects where the database cannot be had.
	 */
	readonly eraseUser: (userId: string, roomIds: readonly string[]) => Promise<void>;
	/** Records what was noted without waiting any longer; resolves when that is done, or has failed. */
	readonly flush: () => Promise<void>;
	/** Finishes what is under way. What is left is recorded by the next process. */
	readonly stop: () => Promise<void>;
}

interface Followed {
	readonly id: string;
	/** Its last state, where it was let go of. */
	readonly released?: GameState;
}

interface Noted {
	readonly room: Followed;
	/** By the process's clock, milliseconds. */
	readonly due: number;
}

export function createRecords({
	log,
	rooms,
	database,
	report,
	delayMs = RECORD_DELAY_MS,
}: RecordsDeps): Records {
	const noted = new Map<string, Noted>();
	let timer: NodeJS.Timeout | undefined;

	/** What follows a place; of what is gone nothing, from where there is something again. */
	const readAfter = async (id: string, place: Cursor) => {
		const topic = roomTopic(id);
		for (let from = place; ;) {
			const read = await log.read(topic, from, RECORD_BATCH);
			if (read.ok) {
				const { epoch } = read;
				const entries = read.entries.map((logged): PlacedEntry => {
					const { type, data } = parseTyped<KeptEntry>(logged);
					return { at: { epoch, offset: logged.offset }, entry: { type, data } };
				});
				return { entries, to: entries.at(-1)?.at ?? from, isAll: entries.length < RECORD_BATCH };
			}
			const { head, reason } = read;
			const offset = (await log.oldest(topic)) - 1;
			if (reason === "expired")
				report("Entries of a room had gone before they were recorded.", { id, from: place, to: offset });
			from = { epoch: head.epoch, offset };
		}
	};

	/** True when all is recorded. */
	const record = async ({ id, released }: Followed): Promise<boolean> => {
		const recorded = await database.run((sql) => readRecorded(sql, id));
		const from = recorded?.place;
		const { epoch } = await log.head(roomTopic(id));
		const { entries, to, isAll } = await readAfter(id, from ?? { epoch, offset: 0 });
		const isOver = released !== undefined && entries.length === 0;
		// Where nobody has written since, and nobody had more to say of it elsewhere.
		if (entries.length === 0 && !(released && released.timestamp >= (recorded?.lastActivity ?? Infinity)))
			return true;
		// After the entries were read, so that it is not older than they are.
		const state = isOver ? released : await rooms.state(id);
		const isSnapshot = released !== undefined || entries.some(({ entry }) => isTurningPoint(entry));
		const row = roomRow(id, state, { isHeld: !isOver, isSnapshot });
		const isMoved = await database.transaction(async (sql) => {
			if (!(await movePlace(sql, id, { from, to, row }))) return false;
			const logged = entries.flatMap((placed) => logRows(id, placed));
			if (logged.length > 0) await sql.insert(liveInteractionLogs).values(logged);
			await saveTurns(sql, id, entries);
			return true;
		});
		return isMoved && isAll;
	};

	const recordAll = async (room: Followed): Promise<void> => {
		while (!(await record(room)));
	};

	const follower = createFollower<Followed>({
		catchUp: recordAll,
		onTurn: (error) => {
			if (error === undefined) report("Encounters are recorded again.", {});
			else report("Encounters cannot be recorded now; their logs keep what is to be.", { error });
		},
	});

	const hand = (until: number): void => {
		for (const [id, { room, due }] of noted) {
			if (due > until) continue;
			noted.delete(id);
			follower.note(room);
		}
		clearTimeout(timer);
		timer = noted.size > 0 ? setTimeout(() => hand(performance.now()), delayMs.soon) : undefined;
	};

	const later = (room: Followed, delay: number): void => {
		const due = Math.min(performance.now() + delay, noted.get(room.id)?.due ?? Infinity);
		noted.set(room.id, { room, due });
		timer ??= setTimeout(() => hand(performance.now()), delayMs.soon);
	};

	return {
		note: (id, entry) => later({ id }, entry && isTurningPoint(entry) ? delayMs.soon : delayMs.usual),
		release: (id, released) => later({ id, released }, delayMs.soon),
		catchUp: async () => {
			try {
				for (const id of await rooms.ids()) {
					const head = await log.head(roomTopic(id));
					const place = (await database.run((sql) => readRecorded(sql, id)))?.place;
					if (head.offset !== place?.offset || head.epoch !== place.epoch) later({ id }, 0);
				}
			} catch (error) {
				report("Encounters that are not recorded could not be looked for.", { error });
			}
		},
		roomsOf: (userId) => database.run((sql) => recordedRoomsOf(sql, userId)),
		eraseUser: (userId, roomIds) =>
			follower.between(async () => {
				for (const id of roomIds) await recordAll({ id });
				await database.transaction((sql) => eraseRecords(sql, userId));
			}),
		flush: () => {
			hand(Infinity);
			return follower.idle();
		},
		stop: async () => {
			clearTimeout(timer);
			await follower.stop();
		},
	};
}
