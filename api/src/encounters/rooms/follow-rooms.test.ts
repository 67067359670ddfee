import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import type { Cursor } from "../../log/cursor.js";
import type { Log } from "../../log/log.js";
import { createMemoryLog } from "../../log/memory-log.js";
import { createFatefulLog } from "../../log/testing/fateful-log.js";
import { until } from "../../testing/until.js";
import type { RoomNews } from "../encounters.js";
import { applyViewEvent } from "../engine/apply-view.js";
import { project } from "../engine/project.js";
import { DM, player } from "../engine/testing/test-room.js";
import type { GameView, Viewer } from "../engine/view.js";
import { BLOCK, RECENT } from "./room-limits.js";
import type { Rooms } from "./rooms.js";
import { openPage, type Page } from "./testing/page.js";
import { OPENING, openRoom, type TestRooms, testRooms } from "./testing/test-rooms.js";

const opened: TestRooms[] = [];
const pages: Page[] = [];
afterEach(async () => {
	for (const page of pages.splice(0)) await page.leave();
	for (const rooms of opened.splice(0)) await rooms.close();
});

function open(log: Log = createMemoryLog(), given: Parameters<typeof testRooms>[1] = {}): TestRooms {
	const rooms = testRooms(log, given);
	opened.push(rooms);
	return rooms;
}

async function page(rooms: Rooms, roomId: string, viewer: Viewer): Promise<Page> {
	const opening = await openPage(rooms, { roomId, viewer });
	pages.push(opening);
	return opening;
}

const ANA = player("user ana");
const VIEWERS: readonly Viewer[] = [
	{ kind: "dm" },
	{ kind: "player", userId: "user ana" },
	{ kind: "player", userId: "user bo" },
	{ kind: "mind", entityId: "beast" },
	{ kind: "watcher" },
];

const put = (entityId: string, y: number) =>
	({ type: "applyEffect", entityId, effect: { kind: "move", position: { x: 6, y: y % 12 } } }) as const;

async function goOn(rooms: Rooms, roomId: string, times: number): Promise<void> {
	for (let time = 0; time < times; time += 1) {
		const body = put(time % 3 === 2 ? "beast" : "ana", time);
		await rooms.command(roomId, { id: `go ${String(time)}`, by: DM, body });
	}
}

/** What follows a cursor up to a place. */
async function newsUpTo(
	rooms: Rooms,
	{
		roomId,
		viewer,
		after,
		last,
	}: { readonly roomId: string; readonly viewer: Viewer; readonly after: Cursor; readonly last: number },
): Promise<readonly RoomNews[]> {
	const leaving = new AbortController();
	const told: RoomNews[] = [];
	for await (const news of rooms.follow(roomId, viewer, { after, signal: leaving.signal })) {
		told.push(news);
		if (news.cursor.offset >= last) break;
	}
	return told;
}

const replayed = (view: GameView, news: readonly RoomNews[]): GameView =>
	news.flatMap(({ events }) => events).reduce(applyViewEvent, view);

describe("following a room", () => {
	it("[ER12] tells each viewer all that an entry tells them, once and in order, and leads to what they would see", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		const all = await Promise.all(VIEWERS.map((viewer) => page(rooms, roomId, viewer)));
		await goOn(rooms, roomId, 2 * RECENT);
		const newest = (await rooms.look(roomId, { kind: "dm" })).cursor;
		await until(() => all[0]!.cursor().offset === newest.offset, "the DM told of all");
		await until(() => all.slice(1).every(({ news }) => news.length > 0), "all told");
		for (const [index, viewer] of VIEWERS.entries()) {
			const { news, view } = all[index]!;
			const offsets = news.map(({ cursor }) => cursor.offset);
			expect(offsets).toEqual([...new Set(offsets)].sort((one, other) => one - other));
			expect(view()).toEqual(project(await rooms.state(roomId), viewer));
		}
		// Entries that tell nothing of what one may know are passed over.
		expect(all[0]!.news).toHaveLength(2 * RECENT);
		expect(all[4]!.news.length).toBeLessThan(2 * RECENT);
		expect(all[4]!.news.every(({ events }) => events.length > 0)).toBe(true);
	});

	it("[ER13] goes on from any cursor, near or far, from memory or the log", async () => {
		const log = createMemoryLog();
		const rooms = open(log);
		const roomId = await openRoom(rooms);
		const views = new Map<number, readonly GameView[]>();
		const look = async (): Promise<Cursor> => {
			const looks = await Promise.all(VIEWERS.map((viewer) => rooms.look(roomId, viewer)));
			views.set(
				looks[0]!.cursor.offset,
				looks.map(({ view }) => view),
			);
			return looks[0]!.cursor;
		};
		let newest = await look();
		// The last is for all to see.
		for (let turn = 0; turn <= 3 * BLOCK; turn += 1) {
			await rooms.command(roomId, { by: DM, body: put(turn % 3 === 2 ? "beast" : "ana", turn) });
			newest = await look();
		}
		for (const each of [rooms, open(log)]) {
			for (const [offset, seen] of views) {
				if (offset === newest.offset || (offset % 31 > 0 && offset % BLOCK > 1)) continue;
				for (const [index, viewer] of VIEWERS.entries()) {
					const after = { ...newest, offset };
					const told = await newsUpTo(each, { roomId, viewer, after, last: newest.offset });
					expect(replayed(seen[index]!, told)).toEqual(views.get(newest.offset)![index]);
				}
			}
			expect(each.followers()).toBe(0);
		}
	});

	it("[ER14] is made once for all who see the same", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		const watchers = await Promise.all([1, 2, 3].map(() => page(rooms, roomId, { kind: "watcher" })));
		const bo = await page(rooms, roomId, { kind: "player", userId: "user bo" });
		await goOn(rooms, roomId, 2);
		await until(() => [...watchers, bo].every(({ news }) => news.length === 2), "all told");
		for (const watcher of watchers) {
			for (const [index, news] of watcher.news.entries()) expect(news).toBe(watchers[0]!.news[index]);
		}
		expect(bo.news[0]).not.toBe(watchers[0]!.news[0]);
		// Those who come from further back share what is read for them.
		const later = open(rooms.log);
		const after = { ...watchers[0]!.cursor(), offset: 0 };
		const [one, other] = await Promise.all(
			[1, 2].map(() => newsUpTo(later, { roomId, viewer: { kind: "dm" }, after, last: OPENING })),
		);
		expect(one).toHaveLength(OPENING);
		for (const [index, news] of one!.entries()) expect(news).toBe(other![index]);
	});

	it("[ER15] names a viewer's own commands to them alone, those that were refused and those nobody sees too", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		const all = await Promise.all(VIEWERS.slice(0, 4).map((viewer) => page(rooms, roomId, viewer)));
		const say = { type: "chat", channel: "party", text: "Hm." } as const;
		await rooms.command(roomId, { id: "a1", by: ANA, body: say });
		await rooms.command(roomId, { id: "a2", by: ANA, body: { type: "start" } });
		await rooms.command(roomId, { id: "d1", by: DM, body: { type: "note", text: "CANARY" } });
		await rooms.command(roomId, { id: "e1", by: { kind: "dm", userId: "user bo" }, body: { type: "pause" } });
		await rooms.command(roomId, { id: "m1", by: { kind: "mind", entityId: "beast" }, body: say });
		await rooms.command(roomId, { by: DM, body: say });
		await until(() => all.every(({ news }) => news.at(-1)?.cursor.offset === OPENING + 6), "all told");
		expect(all.map(({ news }) => news.flatMap(({ commandId }) => commandId ?? []))).toEqual([
			["d1"],
			["a1", "a2"],
			[],
			["m1"],
		]);
		expect(all[1]!.news.find(({ commandId }) => commandId === "a2")!.events).toEqual([]);
		expect(JSON.stringify(all.slice(1).map(({ news }) => news))).not.toContain("CANARY");
		expect(JSON.stringify(all.slice(1).map(({ news }) => news))).not.toContain("d1");
	});

	it("[ER16] is `gone` from a place of another history, ahead, or before what the log holds", async () => {
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
		const held = await page(rooms, roomId, { kind: "dm" });
		shared.empty();
		await goOn(rooms, roomId, 3);
		await until(() => held.resets() === 1 && held.cursor().offset === 3, "looked anew");
		expect(held.view()).toEqual(project(await rooms.state(roomId), { kind: "dm" }));
		await gone(cursor);
		expect(rooms.followers()).toBe(1);
	});

	it("[ER16] is `gone` where what follows was let go of", async () => {
		const log = createMemoryLog({ retention: { maxEntries: 10, maxBytes: 1e9, maxAgeSeconds: 1e9 } });
		const rooms = open(log, { checkpointEvery: 20 });
		const roomId = await openRoom(rooms);
		const { cursor } = await rooms.look(roomId, { kind: "dm" });
		await goOn(rooms, roomId, 30);
		const { signal } = new AbortController();
		const news = rooms.follow(roomId, { kind: "dm" }, { after: cursor, signal });
		await expect(news[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "gone" });
	});

	it("[ER17] ends when it is aborted, or the rooms close, and leaves nothing behind", async () => {
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

	it("[ER17] waits for a reader who takes their time, whatever happens meanwhile", async () => {
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

	it("[ER17] reads on where a reader stops at the newest, and finds much more when they are back", async () => {
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

	it("[ER12] tells of what other processes write, and of nothing that the log does not hold", async () => {
		const shared = createFatefulLog();
		const rooms = open(shared.view());
		const roomId = await openRoom(rooms);
		const lossy = open(shared.view({ append: () => "lost" }));
		const here = await page(lossy, roomId, { kind: "dm" });
		await expect(
			lossy.command(roomId, { id: "1", by: ANA, body: { type: "chat", channel: "party", text: "Lost." } }),
		).rejects.toMatchObject({ code: "unavailable" });
		await goOn(rooms, roomId, 3);
		await until(() => here.news.length === 3, "told");
		expect(JSON.stringify([here.news, here.view()])).not.toContain("Lost.");
	});
});
