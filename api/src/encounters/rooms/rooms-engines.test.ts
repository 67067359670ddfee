import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openLmdbLog } from "../../log/lmdb-log.js";
import type { Log } from "../../log/log.js";
import { openRedisLog } from "../../log/redis/redis-log.js";
import { describeOnRedis } from "../../testing/redis-server.js";
import { until } from "../../testing/until.js";
import { canonical, hashState } from "../engine/hash.js";
import { project } from "../engine/project.js";
import { replay } from "../engine/replay.js";
import { DM } from "../engine/testing/test-room.js";
import type { CommandAnswer } from "../encounters.js";
import { KEPT_EVERY } from "./room-limits.js";
import { entriesOf } from "./testing/entries-of.js";
import { openPage } from "./testing/page.js";
import { OPENING, openRoom, type TestRooms, testRooms } from "./testing/test-rooms.js";

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0).reverse()) await stop();
});

const put = (y: number) =>
	({ type: "applyEffect", entityId: "bo", effect: { kind: "move", position: { x: 7, y } } }) as const;

/** Two processes over one log, or one after the other where only one at a time may have it. */
async function expectWhole(open: () => Promise<Log>, isShared: boolean): Promise<void> {
	const start = async (): Promise<TestRooms> => {
		const log = await open();
		const rooms = testRooms(log, { checkpointEvery: 40 });
		stops.push(() => log.close(), rooms.close);
		return rooms;
	};
	const one = await start();
	const roomId = await openRoom(one);
	const give = (rooms: TestRooms, turn: number): Promise<CommandAnswer> =>
		rooms.command(roomId, { id: `c${String(turn)}`, by: DM, body: put(turn % 12) });
	const viewer = { kind: "player", userId: "user ana" } as const;
	const page = await openPage(one, { roomId, viewer });
	for (let turn = 0; turn < KEPT_EVERY; turn += 1) await give(one, turn);
	if (!isShared) {
		await until(() => page.news.length === KEPT_EVERY, "told of all");
		await page.leave();
		for (const stop of stops.splice(0).reverse()) await stop();
	}
	const other = await start();
	if (!isShared) await page.moveTo(other);
	const both = isShared ? [one, other] : [other];
	await Promise.all(
		Array.from({ length: 30 }, (_, turn) => give(both[turn % both.length]!, KEPT_EVERY + turn)),
	);
	expect(await give(other, 0)).toMatchObject({ isRepeated: true, result: { ok: true } });
	expect(await other.command(roomId, { by: DM, body: { type: "undo", to: OPENING + 1 } })).toMatchObject({
		result: { ok: true },
	});
	const state = await other.state(roomId);
	expect(state.participants["bo"]!.position).toEqual({ x: 7, y: 0 });
	await until(() => canonical(page.view()) === canonical(project(state, viewer)), "the page is there too");
	await page.leave();
	expect(page.resets()).toBe(0);
	expect(page.news.length).toBe(KEPT_EVERY + 31);
	const entries = await entriesOf(other.log, roomId);
	expect(entries).toHaveLength(OPENING + KEPT_EVERY + 31);
	expect(hashState(replay(entries))).toBe(hashState(state));
	for (const rooms of both) expect(hashState(await rooms.state(roomId))).toBe(hashState(state));
}

describe("rooms on the embedded log", () => {
	it("[RM23] go on where they were when another process opens it", async () => {
		const directory = await mkdtemp(join(tmpdir(), "earshot-rooms-"));
		try {
			await expectWhole(() => openLmdbLog({ directory }), false);
		} finally {
			for (const stop of stops.splice(0).reverse()) await stop();
			await rm(directory, { recursive: true, force: true });
		}
	});
});

describeOnRedis("rooms on a log that is shared", (redis) => {
	it("[RM23] are served by two processes at once", async () => {
		await expectWhole(async () => openRedisLog({ url: redis().url }), true);
	});
});
