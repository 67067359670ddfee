import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import type { Cursor } from "../../log/cursor.js";
import { createMemoryLog } from "../../log/memory-log.js";
import { createFatefulLog } from "../../log/testing/fateful-log.js";
import { until } from "../../testing/until.js";
import type { RoomNews } from "../encounters.js";
import { project } from "../engine/project.js";
import { DM } from "../engine/testing/test-room.js";
import { BLOCK, RECENT } from "./room-limits.js";
import { goOn, newsUpTo, put, replayed } from "./testing/follow.js";
import { openedRooms } from "./testing/opened-rooms.js";
import { OPENING, openRoom } from "./testing/test-rooms.js";

const { open, page } = openedRooms();

describe("the ends of following a room", () => {
	it("[RM16] is `gone` from a place of another history, ahead, or before what the log holds", async () => {
		const shared = createFatefulLog();
		const rooms = open(shared.view());
		const roomId = await openRoom(rooms);
		const { cursor } = await rooms.look(roomId, { kind: "dm" });
		const gone = async (after: Cursor): Promise<void> => {
			const { signal } = new AbortController();
			const news = rooms.follow(roomId, { kind: "dm" }, { after, signal });
			await expect(news[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "gone" });
		};
		await gone({ ...cursor, epoch: "else" });
		await gone({ ...cursor, offset: cursor.offset + 1 });
		const held = await page(rooms, { roomId, viewer: { kind: "dm" } });
		shared.empty();
		await goOn(rooms, roomId, 3);
		await until(() => held.resets() === 1 && held.cursor().offset === 3, "looked anew");
		expect(held.view()).toEqual(project(await rooms.state(roomId), { kind: "dm" }));
		await gone(cursor);
		expect(rooms.followers()).toBe(1);
	});

	it("[RM16] is `gone` where what follows was let go of", async () => {
		const log = createMemoryLog({ retention: { maxEntries: 10, maxBytes: 1e9, maxAgeSeconds: 1e9 } });
		const rooms = open(log, { checkpointEvery: 20 });
		const roomId = await openRoom(rooms);
		const { cursor } = await rooms.look(roomId, { kind: "dm" });
		await goOn(rooms, roomId, 30);
		const { signal } = new AbortController();
		const news = rooms.follow(roomId, { kind: "dm" }, { after: cursor, signal });
		await expect(news[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "gone" });
	});

	it("[RM17] ends when it is aborted, or the rooms close, and leaves nothing behind", async () => {
		const view = createFatefulLog().view();
		const rooms = open(view);
		const roomId = await openRoom(rooms);
		const { cursor: after } = await rooms.look(roomId, { kind: "dm" });
		const done = { done: true, value: undefined };
		const aborted = AbortSignal.abort();
		const none = rooms.follow(roomId, { kind: "dm" }, { after, signal: aborted })[Symbol.asyncIterator]();
		expect(await none.next()).toEqual(done);
		const leaving = Array.from({ length: 50 }, () => new AbortController());
		const waiting = leaving.map(({ signal }) =>
			rooms.follow(roomId, { kind: "dm" }, { after, signal })[Symbol.asyncIterator]().next(),
		);
		await until(() => rooms.followers() === 50, "all follow");
		for (const each of leaving) each.abort();
		for (const each of waiting) expect(await each).toEqual(done);
		expect(rooms.followers()).toBe(0);
		// Whoever goes on their own account leaves just as little.
		await newsUpTo(rooms, { roomId, viewer: { kind: "dm" }, after: { ...after, offset: 0 }, last: 1 });
		expect(rooms.followers()).toBe(0);
		const staying = new AbortController();
		const last = rooms.follow(roomId, { kind: "dm" }, { after, signal: staying.signal });
		const closing = last[Symbol.asyncIterator]().next();
		await until(() => rooms.followers() === 1, "it follows");
		await rooms.close();
		expect(await closing).toEqual(done);
		expect(rooms.followers()).toBe(0);
		const signals = [staying.signal, ...leaving.map(({ signal }) => signal)];
		expect(signals.flatMap((signal) => getEventListeners(signal, "abort"))).toEqual([]);
		expect(view.watching()).toBe(0);
	});

	it("[RM17] waits for a reader who takes their time, whatever happens meanwhile", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		const { cursor: after, view } = await rooms.look(roomId, { kind: "dm" });
		const leaving = new AbortController();
		const news = rooms.follow(roomId, { kind: "dm" }, { after, signal: leaving.signal });
		const slow = news[Symbol.asyncIterator]();
		await rooms.command(roomId, { by: DM, body: put("ana", 5) });
		const told = [(await slow.next()).value as RoomNews];
		await goOn(rooms, roomId, 2 * RECENT + BLOCK);
		for (let more = 0; more < 2 * RECENT + BLOCK; more += 1) {
			told.push((await slow.next()).value as RoomNews);
		}
		expect(told.map(({ cursor }) => cursor.offset - after.offset)).toEqual(told.map((_, index) => index + 1));
		expect(replayed(view, told)).toEqual((await rooms.look(roomId, { kind: "dm" })).view);
		leaving.abort();
		expect(await slow.next()).toEqual({ done: true, value: undefined });
	});

	it("[RM17] reads on where a reader stops at the newest, and finds much more when they are back", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		const { cursor } = await rooms.look(roomId, { kind: "dm" });
		const leaving = new AbortController();
		const after = { ...cursor, offset: 0 };
		const news = rooms.follow(roomId, { kind: "dm" }, { after, signal: leaving.signal });
		const slow = news[Symbol.asyncIterator]();
		const told: RoomNews[] = [];
		const take = async (count: number): Promise<void> => {
			for (let more = 0; more < count; more += 1) told.push((await slow.next()).value as RoomNews);
		};
		await take(OPENING);
		await goOn(rooms, roomId, RECENT + 10);
		await take(RECENT + 10);
		expect(told.map(({ cursor: { offset } }) => offset)).toEqual(told.map((_, index) => index + 1));
		leaving.abort();
		await slow.next();
	});
});
