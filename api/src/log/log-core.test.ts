import { describe, expect, it } from "vitest";
import { createLog } from "./log-core.js";
import { logSettings } from "./log-options.js";
import type { LogStore, TopicChange } from "./log-store.js";

const one = [{ type: "note", data: "1" }];

/** A store whose commits the test lets through or fails. */
function heldStore() {
	const commits: { readonly changes: readonly TopicChange[]; readonly end: (error?: Error) => void }[] = [];
	const store: LogStore = {
		engine: "memory",
		history: "h",
		topics: new Map(),
		read: () => [],
		peek: () => ({ at: 0, bytes: 0 }),
		checkpoint: () => undefined,
		commit: (changes) =>
			new Promise((resolve, reject) => {
				commits.push({ changes, end: (error) => (error ? reject(error) : resolve()) });
			}),
		close: async () => undefined,
	};
	return { log: createLog(store, logSettings({ clock: () => 1 })), commits };
}

async function turn(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

describe("the rules of the log", () => {
	it("[LG5] gathers what is written while a commit is under way into the next", async () => {
		const { log, commits } = heldStore();
		const appends = [log.append("a", one), log.append("a", one)];
		await turn();
		appends.push(log.append("a", one), log.append("b", one), log.append("a", one));
		await turn();
		expect(commits.map(({ changes }) => changes.map(({ entries }) => entries.length))).toEqual([[2]]);
		commits[0]!.end();
		await turn();
		expect(commits[1]!.changes.map(({ topic, entries }) => [topic, entries.length])).toEqual([
			["a", 2],
			["b", 1],
		]);
		commits[1]!.end();
		expect((await Promise.all(appends)).map(({ offset }) => offset)).toEqual([1, 2, 3, 1, 4]);
	});

	it("[LG13] neither acknowledges nor shows an entry before its commit", async () => {
		const { log, commits } = heldStore();
		let isHeld = false;
		let wakes = 0;
		log.watch("a", () => (wakes += 1));
		void log.append("a", one).then(() => (isHeld = true));
		await turn();
		expect([isHeld, wakes, (await log.head("a")).offset]).toEqual([false, 0, 0]);
		commits[0]!.end();
		await turn();
		expect([isHeld, wakes, (await log.head("a")).offset]).toEqual([true, 1, 1]);
	});

	it("[LG14] rejects what a failed commit held, changes nothing, and goes on", async () => {
		const { log, commits } = heldStore();
		const failing = Promise.allSettled([log.append("a", one), log.append("b", one)]);
		await turn();
		commits[0]!.end(new Error("no room"));
		for (const outcome of await failing) {
			expect(outcome).toMatchObject({
				status: "rejected",
				reason: { code: "failed", cause: { message: "no room" } },
			});
		}
		expect((await log.head("a")).offset).toBe(0);
		expect(log.status()).toMatchObject({ ready: false });

		const again = log.append("a", one);
		await turn();
		commits[1]!.end();
		expect((await again).offset).toBe(1);
		expect(log.status()).toEqual({ engine: "memory", ready: true });
	});

	it("[LG10] closes after what was written before, even where that fails", async () => {
		const { log, commits } = heldStore();
		const append = Promise.allSettled([log.append("a", one)]);
		let isClosed = false;
		const closing = log.close().then(() => (isClosed = true));
		await turn();
		expect(isClosed).toBe(false);
		commits[0]!.end(new Error("no room"));
		await closing;
		expect((await append)[0].status).toBe("rejected");
	});
});
