import { describe, expect, it } from "vitest";
import type { Log } from "../../log/log.js";
import { createMemoryLog } from "../../log/memory-log.js";
import { createFatefulLog } from "../../log/testing/fateful-log.js";
import { hashState } from "../engine/hash.js";
import { DM, player } from "../engine/testing/test-room.js";
import { readSteps } from "./read-steps.js";
import { roomTopic } from "./room-fold.js";
import { KEPT_EVERY } from "./room-limits.js";
import { OPENING, openRoom } from "./testing/test-rooms.js";
import { openedRooms } from "./testing/opened-rooms.js";

const opened = openedRooms();

/** Rooms that write down what each entry led to. */
function open(log: Log, checkpointEvery = 1_000) {
	const hashes: string[] = [];
	const rooms = opened.open(log, {
		checkpointEvery,
		onEntry: (_roomId, entry, state) => {
			if (entry) hashes.push(hashState(state));
		},
	});
	const go = async (roomId: string, times: number): Promise<void> => {
		for (let time = 0; time < times; time += 1) {
			const position = { x: 0, y: hashes.length % 12 };
			await rooms.command(roomId, {
				by: DM,
				body: { type: "applyEffect", entityId: "ana", effect: { kind: "move", position } },
			});
		}
	};
	return { rooms, hashes, go };
}

describe("the past of a room", () => {
	it("[RM10] is found at every place by replay, through any number of kept states", async () => {
		const log = createFatefulLog().view();
		const { rooms, hashes, go } = open(log);
		const roomId = await openRoom(rooms);
		await go(roomId, 2 * KEPT_EVERY + 30);
		const { epoch } = await log.head(roomTopic(roomId));
		const found = new Map<number, string>();
		for (let offset = 0; offset < hashes.length; offset += 37) {
			for (const { cursor, after } of await readSteps(log, { roomId, after: { epoch, offset }, count: 37 })) {
				found.set(cursor.offset, hashState(after));
			}
		}
		expect([...found].sort(([one], [other]) => one - other)).toEqual(
			hashes.map((hash, index) => [index + 1, hash]),
		);
		const before = log.calls();
		expect(await readSteps(log, { roomId, after: { epoch: "else", offset: 3 }, count: 5 })).toEqual([]);
		expect(await readSteps(log, { roomId, after: { epoch, offset: 10_000 }, count: 5 })).toEqual([]);
		expect(log.calls() - before).toBe(2);
	});

	it("[RM10] is gone back to by the DM from anywhere to anywhere, and forth again", async () => {
		const log = createMemoryLog();
		const { rooms, go } = open(log);
		const roomId = await openRoom(rooms);
		await go(roomId, KEPT_EVERY + 20);
		const positions = new Map<number, unknown>();
		const { epoch } = await log.head(roomTopic(roomId));
		for (const { cursor, after } of await readSteps(log, {
			roomId,
			after: { epoch, offset: 0 },
			count: 10_000,
		})) {
			positions.set(cursor.offset, after.participants["ana"]?.position);
		}
		const newest = positions.size;
		for (const to of [newest - 1, OPENING, KEPT_EVERY, KEPT_EVERY + 1, KEPT_EVERY + 2, 2, 1, newest]) {
			const { result } = await rooms.command(roomId, { by: DM, body: { type: "undo", to } });
			expect(result).toEqual({ ok: true });
			expect((await rooms.state(roomId)).participants["ana"]?.position).toEqual(positions.get(to));
		}
		// What was undone can be undone.
		const { cursor } = await rooms.look(roomId, { kind: "dm" });
		expect(cursor.offset).toBe(newest + 8);
		await rooms.command(roomId, { by: DM, body: { type: "undo", to: newest + 4 } });
		expect((await rooms.state(roomId)).participants["ana"]?.position).toEqual(positions.get(KEPT_EVERY + 1));
	});

	it("[RM10] is refused with a reason where there is none, or not for whoever asks", async () => {
		const { rooms } = open(createMemoryLog());
		const roomId = await openRoom(rooms);
		const refused = { ok: false, code: "invalid", reason: "There is no such point to go back to." };
		for (const to of [0, -1, 1.5, NaN, OPENING, OPENING + 1, 1e15, 1e300]) {
			expect(await rooms.command(roomId, { by: DM, body: { type: "undo", to } })).toMatchObject({
				result: refused,
			});
		}
		const body = { type: "undo", to: 1 } as const;
		expect(await rooms.command(roomId, { by: player("user ana"), body })).toMatchObject({
			result: { ok: false, code: "forbidden" },
		});
		expect(await rooms.command(roomId, { id: "1", by: DM, body })).toMatchObject({ isRepeated: false });
		expect(await rooms.command(roomId, { id: "1", by: DM, body })).toMatchObject({
			isRepeated: true,
			result: { ok: true },
		});
	});

	it("[RM10] reaches back to the oldest state that the log holds, and is refused beyond", async () => {
		const retention = { maxEntries: 250, maxBytes: 1e9, maxAgeSeconds: 1e9 };
		const log = createMemoryLog({ retention });
		const { rooms, hashes, go } = open(log, 100);
		const roomId = await openRoom(rooms);
		await go(roomId, 500);
		const topic = roomTopic(roomId);
		const { epoch, offset: newest } = await log.head(topic);
		const oldest = await log.oldest(topic);
		expect(newest - oldest).toBeLessThan(260);
		const steps = await readSteps(log, { roomId, after: { epoch, offset: oldest - 1 }, count: 10_000 });
		const first = steps[0]!.cursor.offset;
		expect(first - oldest).toBeLessThan(KEPT_EVERY);
		expect(steps.map(({ after }) => hashState(after))).toEqual(hashes.slice(first - 1));
		const undo = async (to: number) => {
			const { result } = await rooms.command(roomId, { by: DM, body: { type: "undo", to } });
			return result.ok;
		};
		expect(await undo(oldest - 1)).toBe(false);
		expect(await undo(first - 1)).toBe(false);
		expect(await undo(first)).toBe(true);
	});

	it("[RM10] of before it was let go of is there after all of that has been dropped", async () => {
		let now = 0;
		const log = createMemoryLog({
			clock: () => now,
			retention: { maxEntries: 1e6, maxBytes: 1e9, maxAgeSeconds: 10 },
		});
		const { rooms, hashes, go } = open(log);
		const roomId = await openRoom(rooms);
		await go(roomId, 20);
		rooms.clock.now += 1_000;
		await rooms.releaseIdle(10);
		now += 1_000;
		await go(roomId, 5);
		const newest = hashes.length;
		expect(await log.oldest(roomTopic(roomId))).toBe(newest - 4);
		for (const [to, ok] of [
			[newest - 5, false],
			[newest - 4, true],
		] as const) {
			const { result } = await rooms.command(roomId, { by: DM, body: { type: "undo", to } });
			expect(result.ok).toBe(ok);
		}
	});

	it("[RM11] goes on from what a process holds where the history was lost", async () => {
		const shared = createFatefulLog();
		const { rooms, hashes, go } = open(shared.view());
		const roomId = await openRoom(rooms);
		await go(roomId, 10);
		const before = await rooms.look(roomId, { kind: "dm" });
		shared.empty();
		await rooms.state(roomId);
		const after = await rooms.look(roomId, { kind: "dm" });
		expect(after.view).toEqual(before.view);
		expect(after.cursor).toMatchObject({ offset: 0 });
		expect(after.cursor.epoch).not.toBe(before.cursor.epoch);
		await go(roomId, 3);
		const { epoch } = after.cursor;
		const steps = await readSteps(rooms.log, { roomId, after: { epoch, offset: 0 }, count: 10 });
		expect(steps.map((step) => hashState(step.after))).toEqual(hashes.slice(-3));
		expect(await rooms.command(roomId, { by: DM, body: { type: "undo", to: 1 } })).toMatchObject({
			result: { ok: true },
		});
	});
});
