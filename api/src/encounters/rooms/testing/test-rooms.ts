import type { Log } from "../../../log/log.js";
import { DM, openRows, someone } from "../../engine/testing/test-room.js";
import type { NewParticipant } from "../../engine/commands.js";
import { createRooms } from "../create-rooms.js";
import type { Rooms, RoomsDeps } from "../rooms.js";

export interface TestRooms extends Rooms {
	readonly log: Log;
	readonly clock: { now: number };
	/** What its keepers were told. */
	readonly reports: string[];
}

/** Rooms of one process over a log, with a clock of their own. */
export function testRooms(log: Log, given: Partial<RoomsDeps> = {}): TestRooms {
	const clock = { now: 1_000 };
	const reports: string[] = [];
	const rooms = createRooms({
		log,
		now: () => clock.now,
		report: (message) => void reports.push(message),
		...given,
	});
	return { ...rooms, log, clock, reports };
}

export const MAP = { width: 12, height: 12, rows: openRows(12, 12) };

/** A room of the DM's under way: two who are played, and a beast that is hidden. They act in this order. */
export const PARTY: readonly NewParticipant[] = [
	someone("ana", { entityType: "playerCharacter", userId: "user ana", initiative: 30 }),
	someone("bo", {
		entityType: "playerCharacter",
		userId: "user bo",
		initiative: 20,
		position: { x: 4, y: 4 },
	}),
	someone("beast", { initiative: 10, position: { x: 9, y: 9 }, isHidden: true, notes: "CANARY" }),
];

export async function openRoom(
	rooms: Rooms,
	settings: Partial<Parameters<Rooms["create"]>[0]> = {},
): Promise<string> {
	const { roomId } = await rooms.create({ dmId: "dm", mapState: MAP, seed: "seed", ...settings });
	for (const participant of PARTY) {
		await rooms.command(roomId, { by: DM, body: { type: "addParticipant", participant } });
	}
	await rooms.command(roomId, { by: DM, body: { type: "start" } });
	return roomId;
}

/** Entries that `openRoom` leaves in the log. */
export const OPENING = PARTY.length + 2;
