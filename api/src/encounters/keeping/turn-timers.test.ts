import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterEach, describe, expect, it } from "vitest";
import { createFatefulLog } from "../../log/testing/fateful-log.js";
import { DM, someone } from "../engine/testing/test-room.js";
import { KEPT_TOPIC } from "./kept.js";
import { type Keeper, keeperOf, roomOf, turnOf } from "./testing/keeper.js";
import { virtualClock } from "./testing/virtual-clock.js";

const ABC = [{ entityId: "a" }, { entityId: "b" }, { entityId: "c" }];

const running: Keeper[] = [];
const started = <T extends Keeper>(keeper: T): T => {
	running.push(keeper);
	return keeper;
};
afterEach(async () => {
	for (const keeper of running.splice(0)) await keeper.stop().catch(() => undefined);
});

/** Seconds by which each turn was skipped too late, as the room has it; never too early, which the rules refuse. */
function drifts({ events }: Keeper): number[] {
	const skipped = events.filter(({ type }) => type === "TURN_SKIPPED");
	return skipped.slice(1).map(({ at }, index) => at - skipped[index]!.at - 1);
}

describe("the time of turns, by the clock", () => {
	// On a machine that does other things at the same time any timer rings late: that much is not the room's doing.
	it("[EK1] ends turns when their time is up, once, however many processes look after the room", async () => {
		const shared = createFatefulLog();
		const keepers = [0, 1, 2].map(() => started(keeperOf(shared)));
		const roomId = await roomOf(keepers[0]!, ABC, 1);
		const heldUp = monitorEventLoopDelay({ resolution: 5 });
		heldUp.enable();
		await expect.poll(() => drifts(keepers[0]!).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(4);
		heldUp.disable();
		const late = heldUp.max / 1e9;
		const seen = drifts(keepers[0]!);
		const inMs = [...seen, late].map((one) => (one * 1000).toFixed(1));
		console.log(`turn timers drift by ${inMs.slice(0, -1).join(", ")} ms; the machine by ${inMs.at(-1)!} ms`);
		expect(Math.max(...seen)).toBeLessThan(0.05 + late);
		const { turnHistory } = await keepers[1]!.rooms.state(roomId);
		const names = turnHistory.map(({ seatId, roundNumber }) => `${seatId} ${String(roundNumber)}`);
		expect(new Set(names).size).toBe(names.length);
		expect(turnHistory.every(({ reason }) => reason === "timeout")).toBe(true);
		expect(keepers.flatMap(({ reports }) => reports)).toEqual([]);
	}, 30_000);
});

describe("the time of turns", () => {
	const pass = virtualClock();

	it("[EK2] goes on in another process when the one that began it is killed, without losing or adding any", async () => {
		const shared = createFatefulLog();
		const [one, other] = [started(keeperOf(shared)), started(keeperOf(shared))];
		const roomId = await roomOf(one, ABC, 30);
		await pass(12);
		await one.kill();
		await pass(17.9);
		expect(turnOf(await other.rooms.state(roomId))).toBe("a");
		await pass(0.15);
		expect(turnOf(await other.rooms.state(roomId))).toBe("b");
		await pass(30);
		expect(turnOf(await other.rooms.state(roomId))).toBe("c");
	});

	it("[EK2] keeps its remaining time through a restart, and ends at once what ran out meanwhile", async () => {
		const shared = createFatefulLog();
		const before = started(keeperOf(shared));
		const roomId = await roomOf(before, ABC, 30);
		await before.kill();
		await pass(20);
		const after = started(keeperOf(shared));
		await pass(9.9);
		expect(turnOf(await after.rooms.state(roomId))).toBe("a");
		await pass(0.15);
		expect(turnOf(await after.rooms.state(roomId))).toBe("b");
		await after.kill();
		await pass(3_600);
		const last = started(keeperOf(shared));
		await pass(1);
		expect(turnOf(await last.rooms.state(roomId))).toBe("c");
		expect((await last.rooms.state(roomId)).turnHistory).toHaveLength(2);
	});

	it("[EK3] looks after a room again that was begun with the last breath of a process, wherever that ended", async () => {
		const MAP = { width: 1, height: 1, rows: ["."] };
		const ALONE = someone("a");
		const ends = new Set<string>();
		for (let calls = 0; calls < 12; calls += 1) {
			const shared = createFatefulLog();
			const one = started(keeperOf(shared, { fates: { turns: () => 1 } }));
			const { roomId } = await one.rooms.create({ dmId: "dm", mapState: MAP, turnSeconds: 30 });
			await one.rooms.give(roomId, { by: DM, body: { type: "addParticipant", participant: ALONE } });
			const last = one.log.calls() + calls;
			let isAnswered = false;
			const beginning = one.keeping
				.command(roomId, { by: DM, body: { type: "start" } })
				.then(() => (isAnswered = true))
				.catch(() => undefined);
			while (one.log.calls() < last && !isAnswered) await new Promise((resolve) => setImmediate(resolve));
			await one.kill();
			await beginning;
			const next = started(keeperOf(shared));
			await pass(31);
			const { status, turnHistory } = await next.rooms.state(roomId);
			ends.add(`${status} ${String(turnHistory.length)}`);
			await next.kill();
		}
		expect(ends).toEqual(new Set(["waiting 0", "active 1"]));
	});

	it("[EK3] does not let a room rest that somebody may be about to begin", async () => {
		const shared = createFatefulLog();
		const keeper = started(keeperOf(shared));
		const { roomId } = await keeper.rooms.create({
			dmId: "dm",
			mapState: { width: 1, height: 1, rows: ["."] },
		});
		const start = { by: DM, body: { type: "start" } } as const;
		expect(await keeper.keeping.command(roomId, start)).toMatchObject({ result: { ok: false } });
		const rested = async (): Promise<boolean> => {
			const { epoch } = await keeper.log.head(KEPT_TOPIC);
			const read = await keeper.log.read(KEPT_TOPIC, { epoch, offset: 0 }, 100);
			return read.ok && read.entries.some(({ type }) => type === "rest");
		};
		await pass(25);
		expect(await rested()).toBe(false);
		await keeper.keeping.command(roomId, start);
		await pass(25);
		expect(await rested()).toBe(false);
		await pass(10);
		expect(await rested()).toBe(true);
	});

	it("[EK3] announces nothing of rooms that are not there, or are another DM's", async () => {
		const keeper = started(keeperOf(createFatefulLog()));
		const roomId = await roomOf(keeper, ABC);
		const { offset } = await keeper.log.head(KEPT_TOPIC);
		const start = { by: { kind: "dm", userId: "another" }, body: { type: "start" } } as const;
		expect(await keeper.keeping.command(roomId, start)).toMatchObject({ result: { ok: false } });
		await expect(keeper.keeping.command("nowhere", start)).rejects.toMatchObject({ code: "not_found" });
		expect((await keeper.log.head(KEPT_TOPIC)).offset).toBe(offset);
	});

	it("[EK4] lets a room rest that is not under way, and takes it up again when it is", async () => {
		const shared = createFatefulLog();
		const [one, other] = [started(keeperOf(shared)), started(keeperOf(shared))];
		const roomId = await roomOf(one, ABC, 30);
		await one.keeping.command(roomId, { by: DM, body: { type: "pause" } });
		await pass(3_600);
		expect(await other.rooms.state(roomId)).toMatchObject({ status: "paused", turnHistory: [] });
		await one.keeping.sweep();
		await other.keeping.sweep();
		expect([one.released, other.released]).toEqual([[roomId], []]);
		await one.keeping.command(roomId, { by: DM, body: { type: "resume" } });
		await one.kill();
		await pass(31);
		expect(turnOf(await other.rooms.state(roomId))).toBe("b");
	});

	it("[EK4] pauses a room that was abandoned, and lets go of it with its last state", async () => {
		const keeper = started(keeperOf(createFatefulLog(), { idleSeconds: 600 }));
		const roomId = await roomOf(keeper, ABC, 60);
		const quiet = keeper.keeping.attend(roomId, "somebody");
		await pass(700);
		await keeper.keeping.sweep();
		expect((await keeper.rooms.state(roomId)).status).toBe("active");
		quiet();
		await pass(10);
		await keeper.keeping.sweep();
		expect(await keeper.rooms.state(roomId)).toMatchObject({
			status: "paused",
			pauseReason: "Nobody is here any more.",
		});
		await pass(700);
		await keeper.keeping.sweep();
		expect(keeper.released).toEqual([roomId]);
		expect(await keeper.rooms.held()).toEqual([]);
		expect((await keeper.rooms.state(roomId)).status).toBe("paused");
	});
});
