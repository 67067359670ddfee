import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Cursor } from "../../log/cursor.js";
import { createMemoryLog } from "../../log/memory-log.js";
import { createFatefulLog } from "../../log/testing/fateful-log.js";
import { until } from "../../testing/until.js";
import type { RoomNews } from "../encounters.js";
import { project } from "../engine/project.js";
import { DM, player } from "../engine/testing/test-room.js";
import type { GameView, Viewer } from "../engine/view.js";
import { BLOCK, RECENT } from "./room-limits.js";
import { OPENING, openRoom } from "./testing/test-rooms.js";
import { openedRooms } from "./testing/opened-rooms.js";
import { goOn, newsUpTo, put, replayed } from "./testing/follow.js";

const { open, page } = openedRooms();

const ANA = player("user ana");
const VIEWERS: readonly Viewer[] = [
	{ kind: "dm" },
	{ kind: "player", userId: "user ana" },
	{ kind: "player", userId: "user bo" },
	{ kind: "mind", entityId: "beast" },
	{ kind: "watcher" },
];

describe("following a room", () => {
	it("[RM12] tells each viewer all that an entry tells them, once and in order, and leads to what they would see", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		const all = await Promise.all(VIEWERS.map((viewer) => page(rooms, { roomId, viewer })));
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

	it("[RM13] goes on from any cursor, near or far, from memory or the log", async () => {
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
			// Around the ends of what is read at a time, and somewhere between.
			if ((OPENING + turn + 1) % BLOCK <= 1 || turn % 80 === 0 || turn === 3 * BLOCK) newest = await look();
		}
		for (const each of [rooms, open(log)]) {
			for (const [offset, seen] of views) {
				if (offset === newest.offset) continue;
				for (const [index, viewer] of VIEWERS.entries()) {
					const after = { ...newest, offset };
					const told = await newsUpTo(each, { roomId, viewer, after, last: newest.offset });
					expect(replayed(seen[index]!, told)).toEqual(views.get(newest.offset)![index]);
				}
			}
			expect(each.followers()).toBe(0);
		}
	});

	it("[RM14] is made once for all who see the same", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		const watchers = await Promise.all(
			[1, 2, 3].map(() => page(rooms, { roomId, viewer: { kind: "watcher" } })),
		);
		const bo = await page(rooms, { roomId, viewer: { kind: "player", userId: "user bo" } });
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

	it("[RM15] names a viewer's own commands to them alone, those that were refused and those nobody sees too", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		const all = await Promise.all(VIEWERS.slice(0, 4).map((viewer) => page(rooms, { roomId, viewer })));
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

	it("[RM12] tells of what other processes write, and of nothing that the log does not hold", async () => {
		const shared = createFatefulLog();
		const rooms = open(shared.view());
		const roomId = await openRoom(rooms);
		const lossy = open(shared.view({ append: () => "lost" }));
		const here = await page(lossy, { roomId, viewer: { kind: "dm" } });
		await expect(
			lossy.command(roomId, { id: "1", by: ANA, body: { type: "chat", channel: "party", text: "Lost." } }),
		).rejects.toMatchObject({ code: "unavailable" });
		await goOn(rooms, roomId, 3);
		await until(() => here.news.length === 3, "told");
		expect(JSON.stringify([here.news, here.view()])).not.toContain("Lost.");
	});

	it("[RM24] tells nothing more to those who have another seat, and of nothing in which they had it", async () => {
		const rooms = open();
		const roomId = await openRoom(rooms);
		const seat = { userId: "user bo", viewer: await rooms.viewerOf(roomId, "user bo") };
		const { cursor: after } = await rooms.look(roomId, seat.viewer);
		const read = async (): Promise<readonly RoomNews[]> => {
			const { signal } = new AbortController();
			const told: RoomNews[] = [];
			const reading = rooms.follow(roomId, seat.viewer, { after, signal, seat });
			await expect(
				(async () => {
					for await (const news of reading) told.push(news);
				})(),
			).rejects.toMatchObject({ code: "gone" });
			return told;
		};
		const following = read();
		await rooms.command(roomId, { by: DM, body: put("ana", 3) });
		await turn();
		await rooms.command(roomId, { by: DM, body: { type: "removeParticipant", entityId: "bo" } });
		await rooms.command(roomId, { by: DM, body: put("ana", 4) });
		expect(await following).toHaveLength(1);
		expect(await read()).toEqual([]);
		expect(rooms.followers()).toBe(0);
	});
});
