import { describe, expect, it } from "vitest";
import { createFakeLog } from "../worlds/fake-log.js";
import { createAnswerDesk } from "./answer-desk.js";
import { createDirectCalls } from "./direct-calls.js";
import { createQueueRecord } from "./queue-record.js";
import { planDirect } from "./server-state.js";
import { DIRECT_CALLS } from "./talk-limits.js";
import { jobOf } from "./testing/queue-bench.js";
import { until } from "../testing/until.js";
import { createTestMind, echo } from "./testing/test-mind.js";
import { message } from "./testing/test-talk.js";

function start() {
	const mind = createTestMind();
	const closing = new AbortController();
	const desk = createAnswerDesk({
		log: createFakeLog(),
		now: () => 1_000,
		report: () => undefined,
		record: createQueueRecord(),
		onUnanswered: () => undefined,
	});
	const direct = createDirectCalls({
		desk,
		work: ({ request }, signal) => mind.answer(request, signal),
		closing: closing.signal,
	});
	const take = (id: string) =>
		desk.servers.write("s", (state) => planDirect(state, { message: message(id), world: "w", now: 1_000 }));
	return { mind, closing, desk, direct, take };
}

describe("direct calls", () => {
	it("[MS22] for one message are one call", async () => {
		const { mind, direct, take } = start();
		await take("m");
		const [one, two] = await Promise.all([direct(jobOf("m")), direct(jobOf("m"))]);
		expect(one).toEqual(two);
		expect(mind.asked).toHaveLength(1);
	});

	it("[MS22] answer with what another was quicker to answer, and stop their own mind", async () => {
		const { mind, desk, direct, take } = start();
		mind.shut();
		await take("m");
		const call = direct(jobOf("m"));
		await until(() => mind.asked.length === 1, "the mind asked");
		const answer = { ...echo(jobOf("m").request), generatedBy: "quicker" };
		await desk.deliver({ serverId: "s", messageId: "m", answer });
		expect(await call).toMatchObject({ messageId: "m", generatedBy: "quicker" });
		expect(mind.stopped()).toBe(1);
	});

	it("[MS15] end where the message is given up under way", async () => {
		const { mind, desk, direct, take } = start();
		mind.shut();
		await take("m");
		const call = direct(jobOf("m"));
		await until(() => mind.asked.length === 1, "the mind asked");
		expect(await desk.cancel("s", ["m"])).toEqual(["m"]);
		await expect(call).rejects.toMatchObject({ code: "gone" });
		expect(mind.stopped()).toBe(1);
	});

	it("[MS22] are refused beyond what a process takes at once, and taken again after", async () => {
		const { mind, direct, take } = start();
		mind.shut();
		const jobs = Array.from({ length: DIRECT_CALLS }, (_, at) => jobOf(`m${at}`));
		for (const { messageId } of jobs) await take(messageId);
		const calls = jobs.map(direct);
		expect(() => direct(jobOf("more"))).toThrow("Too many direct calls");
		mind.open();
		await Promise.all(calls);
		await take("more");
		expect(await direct(jobOf("more"))).toMatchObject({ messageId: "more" });
	});

	it("[MS18] end as unavailable when the service does, and leave the message to be answered", async () => {
		const { mind, closing, desk, direct, take } = start();
		mind.shut();
		await take("m");
		const call = direct(jobOf("m"));
		await until(() => mind.asked.length === 1, "the mind asked");
		closing.abort();
		await expect(call).rejects.toMatchObject({ code: "unavailable", options: { retryAfterSeconds: 1 } });
		expect(await desk.settled(jobOf("m"), AbortSignal.abort())).toBe("pending");
	});
});

describe("waiting for an answer", () => {
	it("[MS21] ends at the answer, at giving up, or when patience does; many may wait", async () => {
		const { desk, take } = start();
		for (const id of ["a", "b", "c"]) await take(id);
		const patience = new AbortController();
		const waits = ["a", "a", "b", "c"].map((messageId) =>
			desk.settled({ serverId: "s", messageId }, patience.signal),
		);
		await desk.deliver({ serverId: "s", messageId: "a", answer: echo(jobOf("a").request) });
		await desk.cancel("s", ["b"]);
		patience.abort();
		expect(await Promise.all(waits)).toMatchObject([
			{ messageId: "a" },
			{ messageId: "a" },
			"gone",
			"pending",
		]);
		expect(await desk.settled({ serverId: "s", messageId: "none" }, patience.signal)).toBe("unknown");
		expect(await desk.settled({ serverId: "nobody", messageId: "a" }, patience.signal)).toBe("unknown");
	});
});
