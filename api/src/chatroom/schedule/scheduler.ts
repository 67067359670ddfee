import { retry, type Retrying } from "../../log/retry.js";
import type { RunGeneration } from "./run-generation.js";
import type { RunWatch } from "./run-watch.js";
import { LOOK_SECONDS } from "./schedule-limits.js";
import type { Slot, Slots } from "./slots.js";

export interface SchedulerDeps {
	readonly slots: Slots;
	readonly generation: Pick<RunGeneration, "unfinished" | "work">;
	/** Begins the run of a slot, or finds it. */
	readonly begin: (slot: Slot) => Promise<unknown>;
	/** Whether anybody is in the run of a slot: there is none without. */
	readonly hasMembers: (slot: Slot) => Promise<boolean>;
	/** Lets go of what is old. */
	readonly letGo: () => Promise<void>;
	/** Whether this process does what was begun, or leaves it to others. */
	readonly works: boolean;
	/** Whether a look that nobody asked for is worth it: no database is opened for one. */
	readonly maySweep: () => boolean;
	readonly watch: RunWatch;
	/** Unix seconds. */
	readonly now: () => number;
	/** Between two looks that nobody asked for. */
	readonly lookSeconds?: number;
}

/** Begins runs when it is their time, and does what was begun, here or elsewhere. */
export interface Scheduler {
	/** Begins: the last slot is made up for, as the next has not come, and what is unfinished is gone on with. */
	readonly start: () => void;
	/** Looks for what was begun. Resolves when there is nothing left to do, or it has failed and is tried again. */
	readonly wake: () => Promise<void>;
	/** Leaves what is under way to others, or to the next start. */
	readonly stop: () => Promise<void>;
}

export function createScheduler(deps: SchedulerDeps): Scheduler {
	const { slots, generation, begin, hasMembers, letGo, works, maySweep, watch, now } = deps;
	const stopping = new AbortController();
	const { signal } = stopping;
	/** Of the last planned slot that was seen to. */
	let seenTo: string | undefined;
	let isOldLetGo = false;

	const beginPlanned = async (): Promise<void> => {
		const [slot] = slots.lastPlanned(now(), 1);
		if (!slot || slot.runId === seenTo) return;
		if (await hasMembers(slot)) await begin(slot);
		seenTo = slot.runId;
	};

	/** One after the other, as what comes of a run rests on what came of the one before. */
	const doBegun = async (): Promise<void> => {
		while (!signal.aborted) {
			const [run] = await generation.unfinished();
			if (!run) break;
			const done = await generation.work(run, { signal, onProgress: watch.progress });
			if (done.finished_at === null) return;
			watch.finished(done);
			isOldLetGo = false;
		}
		if (isOldLetGo || signal.aborted) return;
		await letGo();
		isOldLetGo = true;
	};

	const beginning = attempts(beginPlanned, watch.failed);
	const working = attempts(doBegun, watch.failed);

	const wake = async (): Promise<void> => {
		if (works) await working.run();
	};
	const look = async (): Promise<void> => {
		if (!maySweep()) return;
		await beginning.run();
		await wake();
	};
	const timers: (() => void)[] = [];

	return {
		start: () => {
			if (signal.aborted) return;
			const looking = setInterval(() => void look(), (deps.lookSeconds ?? LOOK_SECONDS) * 1000);
			timers.push(
				slots.onPlanned(() => void look()),
				() => clearInterval(looking),
			);
			void look();
		},
		wake,
		stop: async () => {
			for (const stop of timers.splice(0)) stop();
			stopping.abort(new Error("the schedule stops"));
			await Promise.all([beginning.end(), working.end()]);
		},
	};
}

interface Attempts extends Pick<Retrying, "run"> {
	/** Tries no more, and waits for the end of what is under way. */
	readonly end: () => Promise<void>;
}

/** Tries a task until it succeeds, and tells of the first failure of a row. */
function attempts(task: () => Promise<void>, failed: (error: unknown) => void): Attempts {
	let last = Promise.resolve();
	let isFailing = false;
	const trying = retry(
		() => {
			const attempt = task().then(() => void (isFailing = false));
			last = attempt.catch(() => undefined);
			return attempt;
		},
		(error) => {
			if (!isFailing) failed(error);
			isFailing = true;
		},
	);
	return {
		run: trying.run,
		end: async () => {
			trying.stop();
			await last;
		},
	};
}
