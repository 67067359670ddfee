import { describe, expect, it } from "vitest";
import { fallBackQueue } from "./fall-back-queue.js";
import type { MessageQueue, MindJob } from "./message-queue.js";
import { hear, jobOf } from "./testing/queue-bench.js";
import { until } from "../testing/until.js";
import { createTestMind } from "./testing/test-mind.js";

/** A queue elsewhere that can be away. */
function elsewhere() {
	const added: MindJob[] = [];
	const cancelled: string[] = [];
	const state = { isAway: false };
	const reach = () => {
		if (state.isAway) throw new Error("away");
	};
	const some = { waiting: 2, active: 1, oldestSeconds: 7 };
	const queue: MessageQueue = {
		engine: "redis",
		load: async () => {
			reach();
			return { urgent: some, conversation: some, background: some };
		},
		add: async (job) => {
			reach();
			added.push(job);
		},
		cancel: async (jobs) => {
			reach();
			cancelled.push(...jobs.map(({ messageId }) => messageId));
		},
		status: () => (state.isAway ? { ready: false, detail: "cannot be reached" } : { ready: true }),
		close: async () => undefined,
	};
	return { queue, added, cancelled, state };
}

function open() {
	const mind = createTestMind();
	const heard = hear();
	const far = elsewhere();
	const create = fallBackQueue(() => far.queue, {
		work: ({ request }, signal) => mind.answer(request, signal),
		now: () => Date.now() / 1000,
	});
	return { mind, heard, far, queue: create(heard.listener) };
}

describe("a queue elsewhere with one here to fall back on", () => {
	it("[MS42] uses the other while it is there", async () => {
		const { mind, far, queue } = open();
		await queue.add(jobOf("m"));
		await queue.cancel([jobOf("m")]);
		expect([far.added.length, far.cancelled, mind.asked.length]).toEqual([1, ["m"], 0]);
		expect(queue.status()).toEqual({ ready: true });
		expect((await queue.load()).urgent).toEqual({ waiting: 2, active: 1, oldestSeconds: 7 });
		await queue.close();
	});

	it("[MS42] answers here while the other is away, and says so", async () => {
		const { heard, far, queue } = open();
		far.state.isAway = true;
		await queue.add(jobOf("m"));
		await heard.settled([jobOf("m")]);
		expect(queue.status()).toEqual({ ready: false, detail: "cannot be reached; this process answers" });
		expect((await queue.load()).urgent.waiting).toBe(0);
		await queue.cancel([jobOf("m")]);
		await queue.close();
	});

	it("[MS43] does not ask elsewhere for what is under way here", async () => {
		const { mind, heard, far, queue } = open();
		mind.shut();
		far.state.isAway = true;
		await queue.add(jobOf("m"));
		await until(() => mind.asked.length === 1, "the job under way");
		far.state.isAway = false;
		await queue.add(jobOf("m"));
		expect(far.added).toEqual([]);
		expect((await queue.load()).urgent).toMatchObject({ waiting: 2, active: 2 });
		mind.open();
		await heard.settled([jobOf("m")]);
		await queue.add(jobOf("next"));
		expect(far.added.map(({ messageId }) => messageId)).toEqual(["next"]);
		await queue.close();
	});
});
