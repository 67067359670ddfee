import { describe, expect, it } from "vitest";
import { numbered, person } from "../snapshots/test-payloads.js";
import { WORLD, testWorlds } from "../worlds/test-worlds.js";
import { createAdmission } from "./admission.js";
import { createMemoryQueue } from "./memory-queue.js";
import { createMessages } from "./messages.js";
import { IDLE_SECONDS } from "./talk-limits.js";
import { createTestMind } from "./testing/test-mind.js";
import { line, message, npc, player, profile } from "./testing/test-talk.js";

function start(to = testWorlds()) {
	const mind = createTestMind();
	const reports: string[] = [];
	const work = ({ request }: { request: Parameters<typeof mind.answer>[0] }, signal: AbortSignal) =>
		mind.answer(request, signal);
	const messages = createMessages({
		log: to.log,
		worlds: to.worlds,
		now: () => to.clock.now,
		report: (text) => void reports.push(text),
		work,
		createQueue: (listener) => createMemoryQueue({ work, now: () => to.clock.now }, listener),
	});
	const settled = (messageId: string) =>
		messages.settled({ serverId: "s", messageId }, AbortSignal.timeout(5_000));
	return { to, mind, messages, reports, settled };
}

describe("messages", () => {
	it("[MS10] are neither acknowledged nor asked before the log holds them", async () => {
		const { to, mind, messages } = start();
		let open: () => void = () => undefined;
		to.log.gate = new Promise((resolve) => (open = resolve));
		let answered = false;
		const told = messages
			.take({ serverId: "s", messages: [message("m")] }, "w")
			.then(() => (answered = true));
		await new Promise((resolve) => setImmediate(resolve));
		expect([answered, mind.asked.length]).toEqual([false, 0]);
		open();
		await told;
		expect(answered).toBe(true);
		await messages.close();
	});

	it("[MS10] are not taken where the log refuses, and their retry is", async () => {
		const { to, mind, messages, settled } = start();
		to.log.failure = new Error("disk full");
		const body = { serverId: "s", messages: [message("m")], lines: [line("l")] };
		await expect(messages.take(body, "w")).rejects.toThrow();
		expect(mind.asked).toEqual([]);
		to.log.failure = undefined;
		await messages.take(body, "w");
		expect(await settled("m")).toMatchObject({ messageId: "m" });
		await messages.close();
	});

	it("[MS20] whose answer the log refuses stay unanswered, which is said", async () => {
		const { to, mind, messages, reports, settled } = start();
		mind.shut();
		await messages.take({ serverId: "s", messages: [message("m")] }, "w");
		to.log.failure = new Error("disk full");
		mind.open();
		await expect.poll(() => reports).toEqual([expect.stringContaining("could not be held")]);
		to.log.failure = undefined;
		expect(await messages.chat({ serverId: "s", world: "w", message: message("m") })).toMatchObject({
			messageId: "m",
		});
		expect(await settled("m")).toMatchObject({ messageId: "m" });
		await messages.close();
	});

	it("[MS34] that no mind can answer are counted and said", async () => {
		const { mind, messages, reports } = start();
		mind.failure = new Error("no model");
		await messages.take({ serverId: "s", messages: [message("m")] }, "w");
		await expect.poll(() => reports).toEqual([expect.stringContaining("was not answered")]);
		expect(messages.record.of("urgent")).toMatchObject({ failed: 1, answered: 0 });
		await messages.close();
	});

	it("[MS8] forget a user everywhere: in talk, in what waits, and in what was answered", async () => {
		const { to, mind, messages, settled } = start();
		const max = player("77", "Max Power");
		await messages.talks.write("w", () => ({
			entries: [{ type: "npc", data: profile("a") }],
			result: undefined,
		}));
		const said = line("l", { speaker: max, content: "canary", heardBy: ["a"] });
		await messages.take({ serverId: "s", messages: [message("done")], lines: [said] }, "w");
		await settled("done");
		mind.shut();
		await messages.take({ serverId: "s", messages: [message("waits", { sender: max })] }, "w");
		const erased = await messages.eraseUser("77");
		expect(erased.map(({ topic }) => topic)).toEqual(["talk:w", "server:s"]);
		for (const { topic, offset } of erased) {
			expect((await to.log.head(topic)).offset).toBe(offset);
			const checkpoint = await to.log.latestCheckpoint(topic);
			expect(checkpoint?.offset).toBe(offset);
			expect(checkpoint?.value).not.toMatch(/canary|Max|Power/);
		}
		mind.open();
		expect(await settled("waits")).toBe("gone");
		await messages.take({ serverId: "s", messages: [message("next")] }, "w");
		await settled("next");
		expect(JSON.stringify(mind.asked.at(-1))).not.toContain("canary");
		await messages.close();
	});

	it("[MS6] of a server that is silent leave memory, and are known when it returns", async () => {
		const { to, messages, settled } = start();
		await messages.take({ serverId: "s", messages: [message("m")] }, "w");
		await settled("m");
		to.clock.now += IDLE_SECONDS + 1;
		await messages.sweep();
		expect((await to.log.latestCheckpoint("server:s"))?.value).toContain('"messageId":"m"');
		expect(await settled("m")).toMatchObject({ messageId: "m" });
		await messages.close();
	});

	it("[MS16] of a service that ends are answered by the next", async () => {
		const first = start();
		first.mind.shut();
		await first.messages.take({ serverId: "s", messages: [message("m")] }, "w");
		const waits = first.settled("m");
		await first.messages.close();
		expect(await waits).toBe("pending");
		const next = start(first.to.restart());
		await next.messages.heardOf("s");
		expect(await next.settled("m")).toMatchObject({ messageId: "m" });
		await next.messages.close();
	});

	it("[MS16] too old to be waited for are not taken up again", async () => {
		const first = start();
		first.mind.shut();
		await first.messages.take({ serverId: "s", messages: [message("m", { sender: npc("b") })] }, "w");
		await first.messages.close();
		const next = start(first.to.restart());
		next.to.clock.now += 61;
		await next.messages.heardOf("s");
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(next.mind.asked).toEqual([]);
		await next.messages.close();
	});

	it("[MS7] are answered knowing every change of the world before them, by the queue and past it", async () => {
		const { to, mind, messages, settled } = start();
		const cluster = (seq: number, members: string[]) =>
			numbered(seq, {
				humanContext: { A: person(1), B: person(2), C: person(3) },
				clusters: [{ id: "c", members, npcs: members.length, players: 0 }],
			});
		await to.ingest(cluster(1, ["A", "B"]));
		await messages.take({ serverId: "s", messages: [message("m")] }, WORLD);
		await settled("m");
		expect(mind.asked[0]?.members.map(({ name }) => name)).toEqual(["A", "B"]);
		expect(mind.asked[0]?.world).toBe(WORLD);
		await to.ingest(cluster(2, ["A", "B", "C"]));
		await messages.chat({ serverId: "s", world: WORLD, message: message("n") });
		expect(mind.asked[1]?.members.map(({ name }) => name)).toEqual(["A", "B", "C"]);
		await messages.close();
	});

	it("[MS18] are refused by a service that ends", async () => {
		const { messages } = start();
		await messages.close();
		const late = messages.take({ serverId: "s", messages: [message("m")] }, "w");
		await expect(late).rejects.toMatchObject({ code: "unavailable" });
	});
});

describe("admission", () => {
	it("[MS13] counts what was taken and is not in the queue yet, and never too few", async () => {
		const idle = { waiting: 0, active: 0, oldestSeconds: 0 };
		const load = { urgent: { ...idle, waiting: 4 }, conversation: idle, background: idle };
		const admission = createAdmission(async () => load);
		const look = await admission.look();
		expect(look()).toEqual({ urgent: 4, conversation: 0, background: 0 });
		admission.taken("urgent");
		expect(look().urgent).toBe(5);
		admission.settled("urgent");
		expect(look().urgent).toBe(5);
		expect((await admission.look())().urgent).toBe(4);
	});
});
