import { Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import type { RunWire } from "../chatroom-wire.js";
import { progressLine, watchRuns } from "./run-watch.js";

const RUN: RunWire = {
	run_id: "2026-11-21T06:00[UTC]",
	slot: 1_000,
	started_at: 1_010,
	finished_at: null,
	users: 100_000,
	users_done: 25_600,
	conversations: 24_000,
	skipped: 1_600,
	ran_away: 12,
	eta_seconds: 74.4,
};
const DONE: RunWire = { ...RUN, finished_at: 1_110.2, users_done: 100_000, eta_seconds: 0 };

describe("the line of a run", () => {
	it("[CG60] has a bar, counts, and how long it still takes", () => {
		expect(progressLine(RUN)).toBe(
			"2026-11-21T06:00[UTC] █████░░░░░░░░░░░░░░░ 25 %: 25,600 of 100,000 users, " +
				"24,000 conversations, 1,600 skipped, 12 ran away; 1 min 14 s left",
		);
		expect(progressLine({ ...RUN, eta_seconds: null })).toContain("; just begun");
		expect(progressLine({ ...RUN, eta_seconds: 59.4 })).toContain("; 59 s left");
	});

	it("[CG60] is full when all are done, and not before", () => {
		expect(progressLine(DONE)).toContain(`${"█".repeat(20)} 100 %: 100,000 of 100,000 users`);
		expect(progressLine(DONE)).toMatch(/; done in 1 min 40 s$/);
		const nearly = progressLine({ ...RUN, users_done: 99_999 });
		expect(nearly).toContain(`${"█".repeat(19)}░ 99 %`);
		expect(progressLine({ ...DONE, users: 0, users_done: 0 })).toContain(" 100 %: 0 of 0 users");
		// Who was erased while the run went on is counted with what was done.
		expect(progressLine({ ...RUN, users_done: 100_001 })).toContain(" 100 %");
	});
});

describe("what is told of runs", () => {
	const watched = () => {
		const lines: { readonly level: string; readonly message: string }[] = [];
		const registry = new Registry();
		const time = { now: 0 };
		const logger = {
			info: (_details: object, message: string) => void lines.push({ level: "info", message }),
			warn: (_details: object, message: string) => void lines.push({ level: "warn", message }),
		};
		return { lines, registry, time, watch: watchRuns({ logger, registry, now: () => time.now }) };
	};

	it("[CG60] is a line every five seconds, and one at the end", () => {
		const { lines, time, watch } = watched();
		for (time.now = 0; time.now < 12; time.now += 1) watch.progress(RUN);
		expect(lines).toHaveLength(3);
		watch.finished(DONE);
		expect(lines.at(-1)!.message).toContain("100 %");
		watch.progress(RUN);
		expect(lines).toHaveLength(5);
	});

	it("[CG61] is counted: runs, users done and left, failures", async () => {
		const { lines, registry, watch } = watched();
		watch.progress(RUN);
		const metrics = await registry.metrics();
		expect(metrics).toContain('earshot_chatroom_run_users{state="done"} 25600');
		expect(metrics).toContain('earshot_chatroom_run_users{state="left"} 74400');
		expect(metrics).toContain("earshot_chatroom_runs_total 0");
		watch.finished(DONE);
		watch.failed(new Error("away"));
		const after = await registry.metrics();
		expect(after).toContain('earshot_chatroom_run_users{state="left"} 0');
		expect(after).toContain("earshot_chatroom_runs_total 1");
		expect(after).toContain("earshot_chatroom_run_failures_total 1");
		expect(after).toContain("earshot_chatroom_last_run_timestamp_seconds 1000");
		expect(lines.at(-1)!.level).toBe("warn");
	});
});
