import { Counter, Gauge, type Registry } from "prom-client";
import type { RunWire } from "../chatroom-wire.js";
import { BAR_WIDTH, LOG_SECONDS } from "./schedule-limits.js";

/** Hears how runs go that this process has a part in. */
export interface RunWatch {
	readonly progress: (run: RunWire) => void;
	readonly finished: (run: RunWire) => void;
	/** It could not be begun or gone on with, and is tried again. */
	readonly failed: (error: unknown) => void;
}

export interface RunWatchDeps {
	readonly logger: {
		readonly info: (details: object, message: string) => void;
		readonly warn: (details: object, message: string) => void;
	};
	readonly registry: Registry;
	/** Unix seconds. */
	readonly now: () => number;
}

/** Tells the log and the metrics how runs go. */
export function watchRuns({ logger, registry, now }: RunWatchDeps): RunWatch {
	const registers = [registry];
	const finished = new Counter({
		name: "earshot_chatroom_runs_total",
		help: "Runs of the chatroom that this process had a part in and that are finished.",
		registers,
	});
	const failures = new Counter({
		name: "earshot_chatroom_run_failures_total",
		help: "Times that a run could not be begun or gone on with.",
		registers,
	});
	const users = new Gauge({
		name: "earshot_chatroom_run_users",
		help: "Users of the run that is under way, or was last: those who are done, by whomever, and those who are not.",
		labelNames: ["state"],
		registers,
	});
	const slot = new Gauge({
		name: "earshot_chatroom_last_run_timestamp_seconds",
		help: "Slot of the last run that was finished with a part of this process in it.",
		registers,
	});
	let logged = -Infinity;

	const count = (run: RunWire): void => {
		users.set({ state: "done" }, run.users_done);
		users.set({ state: "left" }, Math.max(0, run.users - run.users_done));
	};

	return {
		progress: (run) => {
			count(run);
			if (now() - logged < LOG_SECONDS) return;
			logged = now();
			logger.info({ run }, progressLine(run));
		},
		finished: (run) => {
			count(run);
			finished.inc();
			slot.set(run.slot);
			// The next run tells of itself at once.
			logged = -Infinity;
			logger.info({ run }, progressLine(run));
		},
		failed: (error) => {
			failures.inc();
			logger.warn(
				{ err: error },
				"the chatroom's run cannot be begun or gone on with now; it is tried again",
			);
		},
	};
}

const NUMBER = new Intl.NumberFormat("en-US");

/** How a run stands, for people: a bar, counts, and how long it still takes or took. */
export function progressLine(run: RunWire): string {
	const share = run.users === 0 ? 1 : Math.min(1, run.users_done / run.users);
	// Full when all are done, not before.
	const filled = Math.floor(share * BAR_WIDTH);
	const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
	const counts = [
		`${NUMBER.format(run.users_done)} of ${NUMBER.format(run.users)} users`,
		`${NUMBER.format(run.conversations)} conversations`,
		`${NUMBER.format(run.skipped)} skipped`,
		`${NUMBER.format(run.ran_away)} ran away`,
	].join(", ");
	return `${run.run_id} ${bar} ${Math.floor(share * 100)} %: ${counts}; ${timeOf(run)}`;
}

function timeOf({ finished_at: finished, started_at: started, eta_seconds: eta }: RunWire): string {
	if (finished !== null) return `done in ${duration(finished - started)}`;
	return eta === null ? "just begun" : `${duration(eta)} left`;
}

function duration(seconds: number): string {
	const whole = Math.round(seconds);
	return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
