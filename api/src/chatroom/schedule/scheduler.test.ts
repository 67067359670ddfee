import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RunWire } from "../chatroom-wire.js";
import type { Run } from "../runs/run.js";
import type { RunWork } from "./run-generation.js";
import { createScheduler, type Scheduler } from "./scheduler.js";
import { createSlots, type Slot } from "./slots.js";

const NOON = Date.parse("2026-11-21T12:00:00Z");
const HOUR = 3_600_000;

/** Runs that are kept in a list, and done when they are let. */
function kept() {
	const begun: Run[] = [];
	const done: string[] = [];
	const failed: unknown[] = [];
	const events: string[] = [];
	let gate = Promise.resolve();
	let fault: Error | undefined;
	const throwFault = (): void => {
		if (fault) throw fault;
	};
	const standing = ({ runId, slot }: Run): RunWire => ({
		run_id: runId,
		slot,
		started_at: 0,
		finished_at: 1,
		users: 1,
		users_done: 1,
		conversations: 1,
		skipped: 0,
		ran_away: 0,
		eta_seconds: 0,
	});
	return {
		done,
		failed,
		events,
		begun,
		breakBy: (error?: Error) => (fault = error),
		shut: () => {
			let open = (): void => undefined;
			gate = new Promise((resolve) => (open = resolve));
			return open;
		},
		add: (slot: Slot) => begun.push({ ...slot, seed: "s" }),
		generation: {
			unfinished: async () => {
				throwFault();
				return begun.filter(({ runId }) => !done.includes(runId)).sort((one, other) => one.slot - other.slot);
			},
			work: async (run: Run, { signal, onProgress }: RunWork) => {
				events.push(`work ${run.runId.slice(0, 16)}`);
				onProgress(standing(run));
				await Promise.race([
					gate,
					new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
				]);
				throwFault();
				done.push(run.runId);
				return standing(run);
			},
		},
		watch: {
			progress: () => undefined,
			finished: ({ run_id: id }: RunWire) => void events.push(`finished ${id.slice(0, 16)}`),
			failed: (error: unknown) => void failed.push(error),
		},
	};
}

describe("the schedule of runs", () => {
	let runs: ReturnType<typeof kept>;
	let scheduler: Scheduler | undefined;
	beforeEach(() => {
		vi.useFakeTimers({ now: NOON });
		runs = kept();
	});
	afterEach(async () => {
		await scheduler?.stop();
		scheduler = undefined;
		vi.useRealTimers();
	});

	const slots = createSlots({ cron: "0 6,18 * * *", timeZone: "UTC" });
	const start = (given: Partial<Parameters<typeof createScheduler>[0]> = {}): void => {
		scheduler = createScheduler({
			slots,
			generation: runs.generation,
			begin: async (slot) => {
				if (!runs.begun.some(({ runId }) => runId === slot.runId)) runs.add(slot);
			},
			hasMembers: async () => true,
			letGo: async () => void runs.events.push("let go"),
			works: true,
			maySweep: () => true,
			watch: runs.watch,
			now: () => Date.now() / 1000,
			...given,
		});
		scheduler.start();
	};
	const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

	it("[CG54] makes up for the last slot at the start, and lets go of what is old behind it", async () => {
		start();
		await pass(0);
		expect(runs.events).toEqual(["work 2026-11-21T06:00", "finished 2026-11-21T06:00", "let go"]);
	});

	it("[CG53] begins each slot when it is there, once", async () => {
		start();
		await pass(6 * HOUR - 1_000);
		expect(runs.done).toHaveLength(1);
		await pass(2_000);
		expect(runs.done).toEqual(["2026-11-21T06:00[UTC]", "2026-11-21T18:00[UTC]"]);
		await pass(24 * HOUR);
		expect(runs.done).toHaveLength(4);
		expect(runs.events.filter((event) => event === "let go")).toHaveLength(4);
	});

	it("[CG53] begins a slot in its time, while the one before it is not done yet", async () => {
		const open = runs.shut();
		start();
		await pass(6 * HOUR);
		expect(runs.begun).toHaveLength(2);
		expect(runs.events).toEqual(["work 2026-11-21T06:00"]);
		open();
		await pass(0);
		expect(runs.done).toEqual(["2026-11-21T06:00[UTC]", "2026-11-21T18:00[UTC]"]);
	});

	it("[CG53] begins nothing where nobody is in it, and looks nowhere that is not in use", async () => {
		start({ hasMembers: async () => false });
		await pass(24 * HOUR);
		expect(runs.begun).toEqual([]);
		await scheduler!.stop();
		const hasMembers = vi.fn(async () => true);
		start({ maySweep: () => false, hasMembers });
		await pass(24 * HOUR);
		expect(hasMembers).not.toHaveBeenCalled();
	});

	it("[CG54] goes on with what others began, the oldest first, within a look's time or when it is called", async () => {
		start({ slots: createSlots({ timeZone: "UTC" }) });
		await pass(0);
		const [newer, older] = [slots.of(NOON / 1000 - 60), slots.of(NOON / 1000 - 120)];
		runs.add(newer);
		runs.add(older);
		await pass(15_000);
		expect(runs.done).toEqual([older.runId, newer.runId]);
		runs.add(slots.of(NOON / 1000));
		await scheduler!.wake();
		expect(runs.done).toHaveLength(3);
	});

	it("[CG59] begins, and leaves the doing to others where it is to", async () => {
		start({ works: false });
		await pass(6 * HOUR);
		await scheduler!.wake();
		expect(runs.begun).toHaveLength(2);
		expect(runs.events).toEqual([]);
	});

	it("[CG54] tries again what failed until it does not, and tells of it once", async () => {
		runs.breakBy(new Error("away"));
		start();
		await pass(60_000);
		expect(runs.failed).toEqual([new Error("away")]);
		expect(runs.done).toEqual([]);
		runs.breakBy();
		await pass(5_000);
		expect(runs.done).toEqual(["2026-11-21T06:00[UTC]"]);
		runs.breakBy(new Error("away again"));
		await pass(60_000);
		expect(runs.failed).toHaveLength(2);
	});

	it("[CG54] leaves what is under way when it stops, without a word, and does nothing any more", async () => {
		runs.shut();
		start();
		await pass(0);
		await scheduler!.stop();
		scheduler!.start();
		await scheduler!.wake();
		await pass(24 * HOUR);
		expect(runs.events).toEqual(["work 2026-11-21T06:00"]);
		expect(runs.failed).toEqual([]);
		expect(vi.getTimerCount()).toBe(0);
	});
});
