import { afterEach, describe, expect, it } from "vitest";
import { jobId, jobKey } from "./message-queue.js";
import type { Work } from "./message-queue.js";
import { PRIORITIES, QUEUE_CLASSES } from "./talk-limits.js";
import { jobOf } from "./testing/queue-bench.js";
import { until } from "../testing/until.js";
import type { QueueBench } from "./testing/queue-bench.js";
import { createTestMind, echo } from "./testing/test-mind.js";
import type { TestMind } from "./testing/test-mind.js";

/** What every engine of the message queue does, with its workers. */
export function queueContract(name: string, open: (work: Work) => Promise<QueueBench>): void {
	describe(`${name} message queue`, () => {
		let bench: QueueBench | undefined;
		const begin = async (): Promise<QueueBench & { readonly mind: TestMind }> => {
			const mind = createTestMind();
			bench = await open(({ request }, signal) => mind.answer(request, signal));
			return { ...bench, mind };
		};
		afterEach(async () => {
			await bench?.stop();
			bench = undefined;
		});

		it("[MS30] has each job answered, with what it was added with", async () => {
			const { queue, heard, mind } = await begin();
			const jobs = PRIORITIES.map((priority) => jobOf(`of ${priority}:1/2`, { priority, serverId: "s:1/é" }));
			await Promise.all(jobs.map((job) => queue.add(job)));
			await heard.settled(jobs);
			expect(heard.failures).toEqual([]);
			const byId = (a: { messageId: string }, b: { messageId: string }) =>
				a.messageId < b.messageId ? -1 : 1;
			expect([...heard.answers].sort(byId)).toEqual(
				jobs
					.map(({ serverId, messageId, request }) => ({ serverId, messageId, answer: echo(request) }))
					.sort(byId),
			);
			expect(mind.asked).toHaveLength(jobs.length);
			expect(mind.asked.map(({ message: { id } }) => id).sort()).toEqual(
				jobs.map(({ messageId }) => messageId).sort(),
			);
		});

		it("[MS31] knows a job by its server and message: added again it is the same one", async () => {
			const { queue, heard, mind } = await begin();
			mind.shut();
			const jobs = [jobOf("m"), jobOf("m"), jobOf("m", { serverId: "other" })];
			for (const job of jobs) await queue.add(job);
			await until(() => mind.asked.length === 2, "two jobs under way");
			mind.open();
			await heard.settled(jobs);
			expect(mind.asked).toHaveLength(2);
			expect(heard.answers).toHaveLength(2);
		});

		it("[MS32] lets as many work as the class has workers, and tells how many wait and how long", async () => {
			const { queue, heard, mind } = await begin();
			mind.shut();
			const extra = 3;
			const jobs = PRIORITIES.flatMap((priority) =>
				Array.from({ length: QUEUE_CLASSES[priority].workers + extra }, (_, at) =>
					jobOf(`${priority}-${at}`, { priority }),
				),
			);
			await Promise.all(jobs.map((job) => queue.add(job)));
			await until(async () => {
				const load = await queue.load();
				return PRIORITIES.every((priority) => load[priority].active === QUEUE_CLASSES[priority].workers);
			}, "all workers at work");
			await new Promise((resolve) => setTimeout(resolve, 60));
			const load = await queue.load();
			for (const priority of PRIORITIES) {
				expect(load[priority].waiting).toBe(extra);
				expect(load[priority].oldestSeconds).toBeGreaterThan(0.05);
				expect(load[priority].oldestSeconds).toBeLessThan(5);
			}
			mind.open();
			await heard.settled(jobs);
			await until(async () => (await queue.load()).urgent.active === 0, "nobody at work");
			const idle = { waiting: 0, active: 0, oldestSeconds: 0 };
			expect(await queue.load()).toEqual({ urgent: idle, conversation: idle, background: idle });
		});

		it("[MS33] takes out what is cancelled and waits still", async () => {
			const { queue, heard, mind } = await begin();
			mind.shut();
			const { workers } = QUEUE_CLASSES.background;
			const jobs = Array.from({ length: workers + 2 }, (_, at) =>
				jobOf(`m${at}`, { priority: "background" }),
			);
			for (const job of jobs) await queue.add(job);
			await until(() => mind.asked.length === workers, "workers at work");
			const [cancelled, kept] = [jobs[workers]!, jobs[workers + 1]!];
			await queue.cancel([cancelled, { serverId: "nobody", messageId: "none" }]);
			expect((await queue.load()).background.waiting).toBe(1);
			mind.open();
			await heard.settled([kept]);
			expect(mind.asked.map(({ message: { id } }) => id)).not.toContain(cancelled.messageId);
		});

		it("[MS34] tells which jobs no mind could answer, and which nobody got to in time", async () => {
			const { queue, heard, mind } = await begin();
			mind.failure = new Error("no model today");
			const jobs = [jobOf("m"), jobOf("late", { deadline: Date.now() / 1000 - 1 })];
			await Promise.all(jobs.map((job) => queue.add(job)));
			await heard.settled(jobs);
			expect(heard.answers).toEqual([]);
			const why = new Map(heard.failures.map(({ job, error }) => [job.messageId, String(error)]));
			expect(why.get("m")).toContain("no model today");
			expect(why.get("late")).toContain("nobody waits");
			expect(mind.asked).toHaveLength(1);
		});

		it("[MS35] closes in the middle of work, and answers nothing afterwards", async () => {
			const { queue, heard, mind, stop } = await begin();
			mind.shut();
			await Promise.all([jobOf("m1"), jobOf("m2")].map((job) => queue.add(job)));
			await until(() => mind.asked.length === 2, "jobs under way");
			const started = Date.now();
			bench = undefined;
			await stop();
			expect(Date.now() - started).toBeLessThan(9_000);
			mind.open();
			await new Promise((resolve) => setTimeout(resolve, 50));
			expect(heard.answers).toEqual([]);
			expect(queue.status().ready).toBe(false);
		}, 20_000);
	});

	it("[MS31] a job's id tells its key, whatever is in it, without colons", () => {
		for (const serverId of ["s", "a:b/c", "é ü/%2F", "日本"]) {
			const key = { serverId, messageId: `m:${serverId}` };
			expect(jobId(key)).not.toContain(":");
			expect(jobKey(jobId(key))).toEqual(key);
		}
	});
}
