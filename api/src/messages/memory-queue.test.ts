import { describe, expect, it } from "vitest";
import { createMemoryQueue } from "./memory-queue.js";
import { queueContract } from "./queue-contract.js";
import { hear, jobOf } from "./testing/queue-bench.js";
import { until } from "../testing/until.js";
import { createTestMind } from "./testing/test-mind.js";

const now = () => Date.now() / 1000;

queueContract("in-process", async (work) => {
	const heard = hear();
	const queue = createMemoryQueue({ work, now }, heard.listener);
	return { queue, heard, stop: queue.close };
});

describe("the queue in this process", () => {
	it("[MS33] interrupts what is cancelled under way, and discards what comes of it", async () => {
		const mind = createTestMind();
		const heard = hear();
		const queue = createMemoryQueue(
			{ work: ({ request }, signal) => mind.answer(request, signal), now },
			heard.listener,
		);
		mind.shut();
		await queue.add(jobOf("m1"));
		await queue.add(jobOf("m2"));
		await until(() => mind.asked.length === 2, "both under way");
		expect(queue.holds(jobOf("m1"))).toBe(true);
		await queue.cancel([jobOf("m1")]);
		expect(queue.holds(jobOf("m1"))).toBe(false);
		expect(mind.stopped()).toBe(1);
		mind.open();
		await heard.settled([jobOf("m2")]);
		expect(heard.answers.map(({ messageId }) => messageId)).toEqual(["m2"]);
		expect(heard.failures).toEqual([]);
		await queue.close();
		await queue.add(jobOf("m3"));
		expect(mind.asked).toHaveLength(2);
	});
});
