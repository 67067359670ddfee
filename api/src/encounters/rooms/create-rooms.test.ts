import { describe, expect, it } from "vitest";
import { createMemoryLog } from "../../log/memory-log.js";
import { createFatefulLog, type Fate } from "../../log/testing/fateful-log.js";
import { hashState } from "../engine/hash.js";
import { project } from "../engine/project.js";
import { replay } from "../engine/replay.js";
import { DM, player, SYSTEM } from "../engine/testing/test-room.js";
import { roomTopic } from "./room-fold.js";
import { entriesOf } from "./testing/entries-of.js";
import { MAP, OPENING, openRoom } from "./testing/test-rooms.js";
import { openedRooms } from "./testing/opened-rooms.js";

const { open } = openedRooms();

const ANA = player("user ana");
const move = (x: number) =>
	({ type: "act", action: { type: "move", entityId: "ana", position: { x, y: 0 } } }) as const;

describe("rooms on the log", () => {
	it("[RM3] know their DM, those who play in them, and watchers", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		expect(await rooms.viewerOf(roomId, "dm")).toEqual({ kind: "dm" });
		expect(await rooms.viewerOf(roomId, "user bo")).toEqual({ kind: "player", userId: "user bo" });
		expect(await rooms.viewerOf(roomId, "cy")).toEqual({ kind: "watcher" });
	});

	it("[RM4] answer when the log holds what a command came to, with the place after it", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		const { cursor } = await rooms.look(roomId, { kind: "dm" });
		expect(cursor.offset).toBe(OPENING);
		const answer = await rooms.command(roomId, { id: "1", by: ANA, body: move(2) });
		expect(answer).toEqual({
			result: { ok: true },
			isRepeated: false,
			cursor: { ...cursor, offset: OPENING + 1 },
		});
		expect(await rooms.log.head(roomTopic(roomId))).toEqual(answer.cursor);
		const { view } = await rooms.look(roomId, { kind: "watcher" });
		expect(view).toEqual(project(await rooms.state(roomId), { kind: "watcher" }));
		expect(view.participants["ana"]!.position).toEqual({ x: 2, y: 0 });
	});

	it("[RM5] do a command once under its id, and answer it the same, after a restart too", async () => {
		const log = createMemoryLog();
		const rooms = open(log);
		const roomId = await openRoom(rooms);
		const done = await rooms.command(roomId, { id: "1", by: ANA, body: move(2) });
		const refused = await rooms.command(roomId, { id: "2", by: player("user bo"), body: move(3) });
		expect(refused).toMatchObject({ result: { ok: false, code: "forbidden" }, isRepeated: false });
		const later = open(log);
		for (const each of [rooms, later]) {
			// Whatever it says the second time.
			const again = await each.command(roomId, { id: "1", by: ANA, body: move(5) });
			expect(again).toEqual({ ...done, isRepeated: true, cursor: refused.cursor });
			const refusedAgain = await each.command(roomId, { id: "2", by: player("user bo"), body: move(3) });
			expect(refusedAgain).toEqual({ ...refused, isRepeated: true });
		}
		expect(await entriesOf(log, roomId)).toHaveLength(OPENING + 2);
		// What is refused without an id leaves nothing.
		expect(await rooms.command(roomId, { by: player("user bo"), body: move(3) })).toEqual(refused);
		expect(await entriesOf(log, roomId)).toHaveLength(OPENING + 2);
	});

	it("[RM5] tell ids of different people apart, be they the same", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		const say = { type: "chat", channel: "party", text: "Hm." } as const;
		for (const by of [DM, ANA, player("user bo"), { kind: "mind", entityId: "user ana" } as const]) {
			expect(await rooms.command(roomId, { id: "1", by, body: say })).toMatchObject({ isRepeated: false });
			expect(await rooms.command(roomId, { id: "1", by, body: say })).toMatchObject({ isRepeated: true });
		}
	});

	it("[RM6] take what was held unheard for done, and what was lost for not", async () => {
		const log = createFatefulLog();
		const roomId = await openRoom(open(log.view()));
		const fates: Fate[] = ["unheard", "lost"];
		const rooms = open(log.view({ append: () => fates.shift() ?? "held" }));
		for (const [id, x, isRepeated] of [
			["1", 1, true],
			["2", 2, false],
		] as const) {
			const given = { id, by: ANA, body: move(x) };
			await expect(rooms.command(roomId, given)).rejects.toMatchObject({ code: "unavailable" });
			expect(await rooms.command(roomId, given)).toMatchObject({ result: { ok: true }, isRepeated });
		}
		expect(await entriesOf(log.view(), roomId)).toHaveLength(OPENING + 2);
	});

	it("[RM6] say that they are unavailable while the log is away", async () => {
		const log = createFatefulLog();
		const roomId = await openRoom(open(log.view()));
		const view = log.view();
		const rooms = open(view);
		const given = { id: "mine", dmId: "dm", mapState: MAP };
		for (const known of [false, true]) {
			if (known) await rooms.list();
			view.setAway(true);
			await expect(rooms.list()).rejects.toMatchObject({ name: "Refusal", code: "unavailable" });
			await expect(rooms.create(given)).rejects.toMatchObject({ name: "Refusal", code: "unavailable" });
			view.setAway(false);
		}
		view.setAway(true);
		const body = { type: "undo", to: 1 } as const;
		for (const asked of [
			rooms.look(roomId, { kind: "dm" }),
			rooms.viewerOf(roomId, "dm"),
			rooms.command(roomId, { by: DM, body }),
		]) {
			await expect(asked).rejects.toMatchObject({ name: "Refusal", code: "unavailable" });
		}
		view.setAway(false);
		expect((await rooms.look(roomId, { kind: "dm" })).cursor.offset).toBe(OPENING);
	});

	it("[RM7] never turn their time back, whatever the clock says", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms, { turnSeconds: 60 });
		rooms.clock.now = 900;
		await rooms.command(roomId, { by: ANA, body: move(1) });
		expect((await rooms.state(roomId)).timestamp).toBe(1_000);
		const body = { type: "timeOut", seatId: "ana", roundNumber: 1 } as const;
		expect(await rooms.give(roomId, { by: SYSTEM, body, at: 1_059 })).toMatchObject({
			result: { ok: false },
		});
		expect(await rooms.give(roomId, { by: SYSTEM, body, at: 1_060 })).toMatchObject({ result: { ok: true } });
		expect(await rooms.state(roomId)).toMatchObject({ timestamp: 1_060, turn: { endsAt: 1_120 } });
	});

	it("[RM8] tell of each entry once, whoever wrote it, and of rooms that are brought into memory", async () => {
		const log = createFatefulLog();
		const heard: (readonly [string, number | undefined, string])[] = [];
		const rooms = open(log.view());
		const roomId = await openRoom(rooms);
		const other = open(log.view(), {
			onEntry: (id, entry, state) =>
				void heard.push([id, entry?.data.events.length, hashState(state)] as const),
		});
		await other.state(roomId);
		const hashes = [hashState(await rooms.state(roomId))];
		expect(heard).toEqual([[roomId, undefined, hashes[0]]]);
		await rooms.command(roomId, { by: ANA, body: move(1) });
		hashes.push(hashState(await rooms.state(roomId)));
		await other.command(roomId, { by: ANA, body: move(2) });
		hashes.push(hashState(await other.state(roomId)));
		expect(heard.map(([, , hash]) => hash)).toEqual(hashes);
		expect(heard.slice(1).every(([id, events]) => id === roomId && events! > 0)).toBe(true);
		const made: unknown[] = [];
		const third = open(log.view(), { onEntry: (id, entry) => void made.push([id, entry?.data.by]) });
		const { roomId: fresh } = await third.create({ dmId: "dm", mapState: MAP });
		expect(made).toEqual([[fresh, DM]]);
	});

	it("[RM9] are let go of when nobody asks for them or follows them, and come back as they were", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		const { view, cursor } = await rooms.look(roomId, { kind: "dm" });
		const leaving = new AbortController();
		const news = rooms.follow(roomId, { kind: "dm" }, { after: cursor, signal: leaving.signal });
		const next = news[Symbol.asyncIterator]().next();
		await new Promise((resolve) => setImmediate(resolve));
		expect(rooms.followers()).toBe(1);
		rooms.clock.now += 100;
		await rooms.releaseIdle(50);
		expect((await rooms.held()).map((held) => held.roomId)).toEqual([roomId]);
		leaving.abort();
		expect(await next).toEqual({ done: true, value: undefined });
		expect(rooms.followers()).toBe(0);
		rooms.clock.now += 100;
		await rooms.releaseIdle(50);
		expect(await rooms.held()).toEqual([]);
		expect(await rooms.look(roomId, { kind: "dm" })).toEqual({ view, cursor });
	});

	it("[RM5] come to the same state in every process, which is that of replay", async () => {
		const log = createFatefulLog();
		const [one, two] = [open(log.view()), open(log.view())];
		const roomId = await openRoom(one);
		await Promise.all(
			[1, 2, 3, 4].map((x) => (x % 2 ? one : two).command(roomId, { by: ANA, body: move(x) })),
		);
		const hashes = await Promise.all([one, two].map(async (rooms) => hashState(await rooms.state(roomId))));
		expect(hashes).toEqual([hashes[0], hashState(replay(await entriesOf(log.view(), roomId)))]);
		await one.close();
		await expect(one.command(roomId, { by: ANA, body: move(1) })).rejects.toMatchObject({
			code: "unavailable",
		});
	});
});
