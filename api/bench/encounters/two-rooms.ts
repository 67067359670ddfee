import type { Rooms } from "../../src/encounters/rooms/rooms.js";
import { createRooms } from "../../src/encounters/rooms/create-rooms.js";
import { replay, type RoomEntry } from "../../src/encounters/engine/replay.js";
import { createMemoryLog } from "../../src/log/memory-log.js";
import { parseTyped } from "../../src/log/fold.js";
import type { Log } from "../../src/log/log.js";
import type { PairsResult } from "./two-masters.js";

const DM = { kind: "dm", userId: "dm" } as const;
const TARGET = "ogre";

/** Rows of an open field. */
const SIZE = 12;

/** The same of rooms: two that serve one room over one log, each asked for something at once. */
export async function runTwoRooms(pairs: number): Promise<PairsResult> {
	const log = createMemoryLog({ shared: true });
	const report = (message: string): never => {
		throw new Error(message);
	};
	const both = [0, 1].map(() => createRooms({ log, report, now: () => Date.now() / 1_000 }));
	const roomId = await openRoom(both[0]!, 2 * pairs);
	const over = new AbortController();
	const counts = await Promise.all(both.map((rooms) => countHits(rooms, roomId, over.signal)));

	const hit = async (rooms: Rooms): Promise<boolean> => {
		const effect = { kind: "damage", amount: 1 } as const;
		const body = { type: "applyEffect", entityId: TARGET, effect } as const;
		return (await rooms.command(roomId, { by: DM, body })).result.ok;
	};
	let accepted = 0;
	const begin = performance.now();
	for (let pair = 0; pair < pairs; pair++) {
		const answers = await Promise.all(both.map(hit));
		accepted += answers.filter(Boolean).length;
	}
	const seconds = (performance.now() - begin) / 1_000;
	// Each of the two tells its own followers of all that either took.
	while (counts.some(({ seen }) => seen() < accepted))
		await new Promise((resolve) => setTimeout(resolve, 10));
	over.abort();
	await Promise.all(counts.map(({ ended }) => ended));
	const told = Math.max(...counts.map(({ seen }) => seen()));
	const stored = await hitsIn(log, roomId, 2 * pairs);
	for (const rooms of both) await rooms.close();
	await log.close();
	return { accepted, told, stored, seconds };
}

async function openRoom(rooms: Rooms, maxHP: number): Promise<string> {
	const rows = Array.from({ length: SIZE }, () => ".".repeat(SIZE));
	const { roomId } = await rooms.create({ dmId: DM.userId, mapState: { width: SIZE, height: SIZE, rows } });
	const position = { x: 0, y: 0 };
	const participant = {
		entityId: TARGET,
		entityType: "monster",
		name: "Ogre",
		maxHP: maxHP + 1,
		position,
	} as const;
	await rooms.command(roomId, { by: DM, body: { type: "addParticipant", participant } });
	await rooms.command(roomId, { by: DM, body: { type: "start" } });
	return roomId;
}

async function countHits(rooms: Rooms, roomId: string, signal: AbortSignal) {
	const { cursor: after } = await rooms.look(roomId, DM);
	let seen = 0;
	const read = async (): Promise<void> => {
		for await (const { events } of rooms.follow(roomId, DM, { after, signal }))
			seen += events.filter((event) => event.type === "ACTED" && event.deed.kind === "damaged").length;
	};
	return { seen: () => seen, ended: read() };
}

/** What the log's own replay leaves the target with. */
async function hitsIn(log: Log, roomId: string, hits: number): Promise<number> {
	const topic = `room:${roomId}`;
	const { epoch, offset } = await log.head(topic);
	const read = await log.read(topic, { epoch, offset: 0 }, offset);
	if (!read.ok) throw new Error(`the log of the room cannot be read: ${read.reason}`);
	const state = replay(read.entries.map((entry) => parseTyped<RoomEntry>(entry)));
	return hits + 1 - state.participants[TARGET]!.currentHP;
}
