import type { Config } from "../config/config.js";
import type { Database } from "../db/database.js";
import type { UserDataHolder } from "../erasure/erasure.js";
import type { Log } from "../log/log.js";
import type { Encounters } from "./encounters.js";
import type { EncounterMind } from "./keeping/encounter-mind.js";
import { createKeeping, type Keeping } from "./keeping/keeping.js";
import { scriptedMind } from "./keeping/scripted-mind.js";
import { CATCH_UP_SECONDS } from "./records/records-limits.js";
import { createRecords, type Records } from "./records/records.js";
import { checkRoom, type RoomCheck } from "./rooms/check-room.js";
import { createRooms } from "./rooms/create-rooms.js";
import type { OnEntry } from "./rooms/rooms.js";

export interface StartEncountersOptions {
	readonly config: Pick<Config, "encounterIdleSeconds">;
	readonly log: Log;
	readonly database: Pick<Database, "run" | "transaction">;
	/** Plays NPCs; scripted where it is not given. */
	readonly mind?: EncounterMind;
	/** Unix seconds. */
	readonly now: () => number;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** Encounters in a process, running until `stop`. */
export interface RunningEncounters {
	readonly encounters: Encounters;
	readonly keeping: Keeping;
	readonly records: Records;
	/** Whether what is held of a room is what its log leads to. Rejects with Refusal `not_found`. */
	readonly check: (roomId: string) => Promise<RoomCheck>;
	readonly userData: UserDataHolder;
	/** Lets go of idle rooms, and records what was left: once requests are taken, and now and then. Does not reject. */
	readonly sweep: () => Promise<void>;
	/** Finishes what was handed over. Log and database are their owners' to close. */
	readonly stop: () => Promise<void>;
}

/** Makes the encounters of a process: rooms, what they do by themselves, and their tables. */
export function startEncounters(options: StartEncountersOptions): RunningEncounters {
	const { config, log, database, mind = scriptedMind, now, report } = options;
	const hearers: OnEntry[] = [];
	const rooms = createRooms({
		log,
		now,
		report,
		onEntry: (...heard) => {
			for (const hear of hearers) hear(...heard);
		},
	});
	const records = createRecords({ log, rooms, database, report });
	const keeping = createKeeping({
		log,
		rooms,
		mind,
		now,
		report,
		idleSeconds: config.encounterIdleSeconds,
		onRelease: records.release,
	});
	hearers.push(keeping.onEntry, (roomId, entry) => {
		// What was only brought into memory has been recorded, or is found by a look at all.
		if (entry) records.note(roomId, entry);
	});
	let caughtUpAt = -Infinity;

	return {
		encounters: {
			create: rooms.create,
			list: rooms.list,
			inWorld: rooms.inWorld,
			viewerOf: rooms.viewerOf,
			look: rooms.look,
			follow: rooms.follow,
			command: keeping.command,
			attend: keeping.attend,
			queue: keeping.queue,
			queued: keeping.queued,
		},
		keeping,
		records,
		check: (roomId) => checkRoom(log, rooms, roomId),
		userData: {
			name: "encounters",
			erase: async (userId) => {
				const isForgotten = await keeping.eraseUser(userId);
				// Where there are no rooms the database is not opened for them.
				const recorded = (await rooms.ids()).length > 0 ? await records.roomsOf(userId) : [];
				const erased = await rooms.eraseUser(userId, recorded);
				const erasedIds = erased.map(({ roomId }) => roomId);
				if (erased.length + recorded.length > 0) await records.eraseUser(userId, erasedIds);
				for (const { topic, at } of erased) await log.forget(topic, at.offset);
				return erased.length + (isForgotten ? 1 : 0);
			},
		},
		sweep: async () => {
			await keeping.sweep();
			if (now() - caughtUpAt < CATCH_UP_SECONDS) return;
			caughtUpAt = now();
			await records.catchUp();
		},
		stop: async () => {
			await keeping.stop();
			await rooms.close();
			await records.stop();
		},
	};
}
