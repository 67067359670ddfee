import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import type { Database } from "../../db/database.js";
import { DatabaseError } from "../../db/database-error.js";
import { interactions, liveInteractionLogs, turnRecords } from "../../db/schema.js";
import { onBothDatabases } from "../../db/testing/on-both-databases.js";
import { createFatefulLog, type FatefulLog } from "../../log/testing/fateful-log.js";
import { seededRandom, type Random } from "../../wording/random.js";
import type { GameState } from "../engine/state.js";
import { DM, SYSTEM } from "../engine/testing/test-room.js";
import { actorFor, randomBody } from "../engine/testing/random-play.js";
import { roomTopic, type KeptEntry } from "../rooms/room-fold.js";
import { openRoom, testRooms, type TestRooms } from "../rooms/testing/test-rooms.js";
import { createRecords, type Records } from "./records.js";

/** What becomes of a call: answered; done, and nobody hears of it; or it never reaches the database. */
type Fate = "held" | "unheard" | "lost";

type Calls = Pick<Database, "run" | "transaction">;

function fateful({ run, transaction }: Calls, fate: () => Fate): Calls {
	const away = () => new DatabaseError("unavailable", "cannot be reached");
	const call = async <T>(ask: () => Promise<T>): Promise<T> => {
		const what = fate();
		if (what === "lost") throw away();
		const answer = await ask();
		if (what === "unheard") throw away();
		return answer;
	};
	return { run: (work) => call(() => run(work)), transaction: (work) => call(() => transaction(work)) };
}

const running: Records[] = [];
afterEach(async () => {
	for (const records of running.splice(0)) await records.stop();
});

/** Longer than a test lasts. */
const NEVER_MS = 60_000;

function recordsOf(
	rooms: TestRooms,
	database: Calls,
	delayMs = { soon: NEVER_MS, usual: NEVER_MS },
): Records {
	const report = (message: string) => void rooms.reports.push(message);
	const records = createRecords({ log: rooms.log, rooms, database, report, delayMs });
	running.push(records);
	return records;
}

async function entriesOf(shared: FatefulLog, roomId: string) {
	const log = shared.view();
	const topic = roomTopic(roomId);
	const { epoch } = await log.head(topic);
	const read = await log.read(topic, { epoch, offset: 0 }, 100_000);
	if (!read.ok) throw new Error(read.reason);
	return read.entries.map(({ offset, data }) => ({ offset, data: JSON.parse(data) as KeptEntry["data"] }));
}

async function play(rooms: TestRooms, roomId: string, { random, steps }: { random: Random; steps: number }) {
	for (let step = 0; step < steps; step += 1) {
		const state = await rooms.state(roomId);
		const undo = () => ({ type: "undo", to: 1 + Math.floor(random() * state.revision) }) as const;
		const body = randomBody(random, { state, undo });
		rooms.clock.now += Math.floor(random() * 20) + 1;
		if (body.type !== "complete") await rooms.give(roomId, { by: actorFor(random, state, body), body });
	}
}

onBothDatabases("the tables of encounters", [interactions, liveInteractionLogs, turnRecords], (openEmpty) => {
	/** That the tables hold all of a room, once. */
	const expectRecorded = async (database: Calls, shared: FatefulLog, roomId: string, state: GameState) => {
		const entries = await entriesOf(shared, roomId);
		const told = entries.flatMap(({ offset, data }) =>
			data.events.map((event, eventIndex) => ({ offset, eventIndex, event })),
		);
		const rows = await database.run((sql) =>
			sql
				.select()
				.from(liveInteractionLogs)
				.orderBy(liveInteractionLogs.logOffset, liveInteractionLogs.eventIndex),
		);
		const logged = rows.filter(({ interactionId }) => interactionId === roomId);
		expect(logged.map(({ logOffset: offset, eventIndex, event }) => ({ offset, eventIndex, event }))).toEqual(
			told,
		);
		const turns = await database.run((sql) =>
			sql
				.select()
				.from(turnRecords)
				.orderBy(turnRecords.endedAt, turnRecords.logOffset, turnRecords.eventIndex),
		);
		const valid = turns.filter(({ interactionId, isTakenBack }) => interactionId === roomId && !isTakenBack);
		expect(
			valid.map(({ seatId, roundNumber, outcome, reason, endedAt }) => ({
				seatId,
				roundNumber,
				outcome,
				...(reason && { reason }),
				endedAt,
			})),
		).toEqual(state.turnHistory.map(({ entityIds: _, ...record }) => record));
		const [row] = (await database.run((sql) => sql.select().from(interactions))).filter(
			({ id }) => id === roomId,
		);
		expect(row).toMatchObject({
			status: state.status,
			roundNumber: state.roundNumber,
			lastActivity: state.timestamp,
			logOffset: entries.at(-1)?.offset,
			currentTurnTimeout: state.turn?.endsAt ?? null,
		});
		return row!;
	};

	it("[EK20] hold what happened, as it stands, and the state at turning points", async () => {
		const database = await openEmpty();
		const shared = createFatefulLog();
		const rooms = testRooms(shared.view());
		const records = recordsOf(rooms, database);
		const roomId = await openRoom(rooms, { title: "Mill\0pond", turnSeconds: 30, allowPrivateChat: false });
		records.note(roomId);
		await records.flush();
		const first = await expectRecorded(database, shared, roomId, await rooms.state(roomId));
		expect(first).toMatchObject({
			title: "Mill\uFFFDpond",
			dmId: "dm",
			liveStatus: "live",
			liveRoomId: roomTopic(roomId),
			connectedParticipants: ["user ana", "user bo"],
			turnTimeLimit: 30,
			chatEnabled: true,
			allowPrivateChat: false,
			lastStateSnapshot: null,
		});
		rooms.clock.now += 5;
		const text = "A \0 and half a \ud83d.";
		await rooms.give(roomId, { by: DM, body: { type: "chat", channel: "party", text } });
		await rooms.give(roomId, {
			by: SYSTEM,
			body: { type: "presence", userId: "user bo", isConnected: false },
		});
		records.note(roomId);
		await records.flush();
		const state = await rooms.state(roomId);
		expect(await expectRecorded(database, shared, roomId, state)).toMatchObject({
			connectedParticipants: ["user ana"],
			lastStateSnapshot: JSON.parse(JSON.stringify(state)) as unknown,
			snapshotTimestamp: state.timestamp,
		});
		expect(rooms.reports).toEqual([]);
	});

	it("[EK27] are brought up to date soon after a turning point, and at their leisure otherwise", async () => {
		const database = await openEmpty();
		const shared = createFatefulLog();
		const rooms = testRooms(shared.view(), { onEntry: (id, entry) => entry && records.note(id, entry) });
		const records = recordsOf(rooms, database, { soon: 10, usual: NEVER_MS });
		const roomId = await openRoom(rooms);
		const recorded = () =>
			database.run((sql) => sql.select().from(interactions)).then((rows) => rows.map(({ status }) => status));
		await sleep(100);
		expect(await recorded()).toEqual([]);
		await rooms.give(roomId, { by: DM, body: { type: "pause" } });
		while ((await recorded())[0] !== "paused") await sleep(10);
	});

	it(
		"[EK21] hold each entry once, whoever follows and wherever one is cut off",
		{ timeout: 60_000 },
		async () => {
			const database = await openEmpty();
			for (let seed = 0; seed < Number(process.env["ENCOUNTER_RECORDS"] ?? 4); seed += 1) {
				const random = seededRandom(String(seed));
				const shared = createFatefulLog();
				const rooms = testRooms(shared.view());
				const roomId = await openRoom(rooms, { seed: String(seed) });
				const fate = (): Fate => (random() < 0.2 ? "unheard" : random() < 0.2 ? "lost" : "held");
				let several: Records[] = [];
				for (let times = 0; times < 12; times += 1) {
					await play(rooms, roomId, { random, steps: 8 });
					// Those before are gone, or still at it.
					if (random() < 0.5) several = [0, 1].map(() => recordsOf(rooms, fateful(database, fate)));
					for (const records of several) records.note(roomId);
					await Promise.all(several.map((records) => records.flush()));
				}
				const last = recordsOf(rooms, database);
				await last.catchUp();
				await last.flush();
				await expectRecorded(database, shared, roomId, await rooms.state(roomId));
			}
		},
	);

	it("[EK22] catch up after the database was away, and after the process was", async () => {
		const database = await openEmpty();
		let isAway = true;
		const shared = createFatefulLog();
		const rooms = testRooms(shared.view());
		const records = recordsOf(
			rooms,
			fateful(database, () => (isAway ? "lost" : "held")),
		);
		const roomId = await openRoom(rooms);
		records.note(roomId);
		await records.flush();
		await play(rooms, roomId, { random: seededRandom("3"), steps: 40 });
		isAway = false;
		records.note(roomId);
		await expect
			.poll(() => database.run((sql) => sql.$count(liveInteractionLogs)), { timeout: 10_000 })
			.toBeGreaterThan(0);
		await records.flush();
		await expectRecorded(database, shared, roomId, await rooms.state(roomId));
		expect(rooms.reports).toHaveLength(2);
		await records.stop();
		await play(rooms, roomId, { random: seededRandom("4"), steps: 40 });
		const next = recordsOf(rooms, database);
		await next.catchUp();
		await next.flush();
		await expectRecorded(database, shared, roomId, await rooms.state(roomId));
	});

	it("[EK23] put the last state of a room aside that is let go of, unless it went on elsewhere", async () => {
		const database = await openEmpty();
		const shared = createFatefulLog();
		const rooms = testRooms(shared.view());
		const records = recordsOf(rooms, database);
		const { roomId } = await rooms.create({ dmId: "dm", mapState: { width: 1, height: 1, rows: ["."] } });
		records.note(roomId);
		await records.flush();
		const old = await rooms.state(roomId);
		records.release(roomId, old);
		await records.flush();
		expect(await expectRecorded(database, shared, roomId, old)).toMatchObject({
			liveStatus: "idle",
			snapshotTimestamp: old.timestamp,
		});
		rooms.clock.now += 60;
		await rooms.give(roomId, { by: DM, body: { type: "note", text: "On." } });
		records.note(roomId);
		await records.flush();
		records.release(roomId, old);
		await records.flush();
		const state = await rooms.state(roomId);
		expect(await expectRecorded(database, shared, roomId, state)).toMatchObject({ liveStatus: "live" });
	});

	it("[EK24] go on where a log has let go of what was not recorded, and say so", async () => {
		const database = await openEmpty();
		const shared = createFatefulLog();
		const log = shared.view();
		const rooms = testRooms(log);
		const roomId = await openRoom(rooms);
		rooms.clock.now += 100;
		await rooms.releaseIdle(10);
		await log.forget(roomTopic(roomId), 3);
		const records = recordsOf(rooms, database);
		await records.catchUp();
		await records.flush();
		const rows = await database.run((sql) => sql.select().from(liveInteractionLogs));
		expect(Math.min(...rows.map(({ logOffset }) => logOffset))).toBe(4);
		expect(rooms.reports).toEqual(["Entries of a room had gone before they were recorded."]);
	});
});
