import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startChild, type Child } from "../log/testing/child.js";
import {
	createPollReader,
	createSocketReader,
	createSseReader,
	createWanderer,
} from "./testing/cut-readers.js";
import { createRandom } from "./testing/random.js";
import { tallyAt } from "./testing/tally.js";

/** Kills of each run; more by `KILLS=100`. */
const KILLS = Number(process.env["KILLS"] ?? 4);

let directory: string;
let child: Child | undefined;

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), "earshot-kill-"));
});

afterEach(async () => {
	await child?.kill("SIGKILL");
	rmSync(directory, { recursive: true, force: true });
});

async function start(maxEntries: number): Promise<{ readonly child: Child; readonly port: number }> {
	child = startChild(new URL("./testing/door-child.ts", import.meta.url), [directory, String(maxEntries)]);
	return { child, port: Number(await child.line("port ")) };
}

function lastHeld(lines: readonly string[]): number {
	return Math.max(
		0,
		...lines.filter((line) => line.startsWith("held ")).map((line) => Number(line.slice(5))),
	);
}

/** Kills the service over and over under its readers; answers how often they were reset. */
async function killUnderReaders(maxEntries: number, seed: number): Promise<number> {
	const random = createRandom(seed);
	let service = await start(maxEntries);
	let target = Infinity;
	const options = {
		port: () => service.port,
		random,
		nextCut: () => (target === Infinity ? 1 + Math.floor(random() * 4000) : Infinity),
	};
	const readers = [createSseReader, createPollReader, createSocketReader, createWanderer].map((create) =>
		create(options),
	);
	const faults = (): readonly string[] => readers.flatMap(({ ledger }) => ledger.faults);
	const reading = Promise.all(
		readers.map((reader) => reader.run(() => reader.ledger.tally().count >= target || faults().length > 0)),
	);

	let held = 0;
	for (let kill = 0; kill < KILLS; kill++) {
		await new Promise((resolve) => setTimeout(resolve, 50 + random() * 250));
		await service.child.kill("SIGKILL");
		held = Math.max(held, lastHeld(service.child.lines));
		service = await start(maxEntries);
	}
	await service.child.line("held ");
	service.child.process.kill("SIGTERM");
	target = Number(await service.child.line("last "));
	await reading;

	expect(faults()).toEqual([]);
	expect(target).toBeGreaterThan(held);
	expect(readers.map(({ ledger }) => ledger.tally())).toEqual(readers.map(() => tallyAt(target)));
	return readers.reduce((sum, { ledger }) => sum + ledger.resets(), 0);
}

describe("readers of a service that is killed and started again", () => {
	it("[DR7] go on with the cursor they have, every event once and in order", async () => {
		expect(await killUnderReaders(1_000_000, 1)).toBe(0);
	});

	it("[DR2] [DR7] are reset to the right state where their place is gone", async () => {
		expect(await killUnderReaders(2, 2)).toBeGreaterThan(0);
	});
});
