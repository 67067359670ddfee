import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLmdbLog } from "../../log/lmdb-log.js";
import type { Log } from "../../log/log.js";
import { createMemoryLog } from "../../log/memory-log.js";
import { type Child, startChild } from "../../log/testing/child.js";
import { canonical } from "../engine/hash.js";
import { expectHeld } from "./testing/check-told.js";
import { entriesOf } from "./testing/entries-of.js";
import { pointedLog } from "./testing/pointed-log.js";
import { playSession, type Told } from "./testing/session.js";
import { testRooms } from "./testing/test-rooms.js";

/** Processes that are killed, at points spread over all there are; `KILLS=500` takes each of them, at a second each. */
const KILLS = Number(process.env["KILLS"] ?? 2);

/** Plays a session to its end; what came of it, whatever the room's id. */
async function playAgain(log: Log, told: readonly Told[]): Promise<string> {
	const rooms = testRooms(log);
	const again: Told[] = [];
	const roomId = await playSession(rooms, (one) => again.push(one));
	await expectHeld(log, again);
	for (const one of told) {
		if (one.kind === "made") expect(roomId).toBe(one.roomId);
		if (one.kind !== "answer") continue;
		const answers = again.filter((other) => other.kind === "answer" && other.id === one.id);
		expect(answers).toMatchObject([{ answer: { result: one.answer.result, isRepeated: true } }]);
	}
	const state = await rooms.state(roomId);
	const entries = await entriesOf(log, roomId);
	await rooms.close();
	return canonical([{ ...state, interactionId: "" }, entries.length]);
}

/** How many points a session has, and what comes of one that nothing happens to. */
async function undisturbed(): Promise<{ readonly points: number; readonly outcome: string }> {
	let points = 0;
	const log = createMemoryLog();
	const rooms = testRooms(
		pointedLog(log, async () => void (points += 1)),
		{ checkpointEvery: 3 },
	);
	const told: Told[] = [];
	await playSession(rooms, (one) => told.push(one));
	await rooms.close();
	await expectHeld(log, told);
	return { points, outcome: await playAgain(log, told) };
}

describe("rooms whose process dies", () => {
	it("[RM20] at any point of any command have told of nothing that the log does not hold, and come to the same", async () => {
		const { points, outcome } = await undisturbed();
		expect(points).toBeGreaterThan(50);
		for (let last = 1; last <= points; last += 1) {
			let passed = 0;
			const log = createMemoryLog();
			const told: Told[] = [];
			let die = (): void => undefined;
			const death = new Promise<void>((resolve) => (die = resolve));
			const rooms = testRooms(
				// From its last point on nothing goes on in it.
				pointedLog(log, () => {
					passed += 1;
					if (passed < last) return Promise.resolve();
					die();
					return new Promise(() => undefined);
				}),
				{ checkpointEvery: 3 },
			);
			void playSession(rooms, (one) => told.push(one));
			await death;
			await new Promise((resolve) => setImmediate(resolve));
			await expectHeld(log, told);
			expect(await playAgain(log, told)).toBe(outcome);
		}
	});

	describe("by SIGKILL", () => {
		let directory: string;
		let child: Child | undefined;

		beforeEach(async () => {
			directory = await mkdtemp(join(tmpdir(), "earshot-rooms-"));
		});
		afterEach(async () => {
			await child?.kill("SIGKILL");
			await rm(directory, { recursive: true, force: true });
		});

		it(`[RM20] come back as they were told of (${KILLS} kills)`, async () => {
			const { points, outcome } = await undisturbed();
			const step = Math.max(1, Math.floor(points / (KILLS + 1)));
			for (let last = step; last < points; last += step) {
				const folder = join(directory, String(last));
				child = startChild(new URL("./testing/session-child.ts", import.meta.url), [folder, String(last)]);
				await expect(child.line("points ")).rejects.toThrow("ended");
				const told = child.lines.map((line) => JSON.parse(line) as Told);
				const log = await openLmdbLog({ directory: folder });
				try {
					await expectHeld(log, told);
					expect(await playAgain(log, told)).toBe(outcome);
				} finally {
					await log.close();
				}
			}
		}, 1_200_000);
	});
});
