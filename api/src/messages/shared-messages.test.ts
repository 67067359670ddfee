import { afterEach, describe, expect, it, vi } from "vitest";
import { createFatefulLog, type FatefulLog } from "../log/testing/fateful-log.js";
import { canonical, countingIds, numbered, person } from "../snapshots/test-payloads.js";
import { WORLD } from "../worlds/test-worlds.js";
import { createWorlds } from "../worlds/worlds.js";
import { followWorlds } from "./follow-worlds.js";
import { createMemoryQueue } from "./memory-queue.js";
import { createMessages } from "./messages.js";
import { serverTopic, talkTopic } from "./talk-entries.js";
import type { ClusterEntry } from "./talk-entries.js";
import { TAKEN_OVER_SECONDS } from "./talk-limits.js";
import { createTestMind } from "./testing/test-mind.js";
import { line, message, player, profile } from "./testing/test-talk.js";

const clock = { now: 1_000 };
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0)) await stop();
});

/** One service's talk over a log that others share. */
async function instance(shared: FatefulLog) {
	const log = shared.view();
	const mind = createTestMind();
	const reports: string[] = [];
	const report = (text: string) => void reports.push(text);
	const now = () => clock.now;
	const worlds = createWorlds({ log, now, newId: countingIds(), report });
	const work = ({ request }: { request: Parameters<typeof mind.answer>[0] }, signal: AbortSignal) =>
		mind.answer(request, signal);
	const messages = createMessages({
		log,
		worlds,
		now,
		report,
		work,
		createQueue: (listener) => createMemoryQueue({ work, now }, listener),
	});
	const follower = await followWorlds({ worlds, talks: messages.talks, report });
	const stop = async () => {
		mind.open();
		await follower.stop();
		await messages.close();
		await worlds.close();
	};
	stops.push(stop);
	return {
		log,
		mind,
		reports,
		worlds,
		messages,
		follower,
		take: (id: string) => messages.take({ serverId: "s", messages: [message(id)] }, WORLD),
		settled: (messageId: string, seconds = 5) =>
			messages.settled({ serverId: "s", messageId }, AbortSignal.timeout(seconds * 1_000)),
	};
}

async function entries<T>(shared: FatefulLog, topic: string, wanted: string): Promise<T[]> {
	const log = shared.view();
	const read = await log.read(topic, { ...(await log.head(topic)), offset: 0 }, 10_000);
	if (!read.ok) throw new Error(read.reason);
	return read.entries.filter(({ type }) => type === wanted).map(({ data }) => JSON.parse(data) as T);
}

describe("messages on several instances", () => {
	it("[MS46] are taken once, whichever of them they come to", async () => {
		const shared = createFatefulLog();
		const all = await Promise.all([instance(shared), instance(shared), instance(shared)]);
		await Promise.all(all.flatMap(({ take }) => [take("m"), take("m"), take("n")]));
		for (const { settled } of all) {
			expect(await settled("m")).toMatchObject({
				messageId: "m",
				content: expect.stringContaining("asking m"),
			});
			expect(await settled("n")).toMatchObject({ messageId: "n" });
		}
		expect(await entries(shared, serverTopic("s"), "message")).toHaveLength(2);
		expect(await entries(shared, serverTopic("s"), "answer")).toHaveLength(2);
		expect(all.reduce((sum, { mind }) => sum + mind.asked.length, 0)).toBe(2);
	});

	it("[MS46] lines and NPCs are held once, whoever tells them", async () => {
		const shared = createFatefulLog();
		const all = await Promise.all([instance(shared), instance(shared)]);
		await Promise.all(
			all.map(({ messages }) =>
				messages.take({ serverId: "s", messages: [], lines: [line("l"), line("k")] }, WORLD),
			),
		);
		expect(await entries(shared, talkTopic(WORLD), "line")).toHaveLength(2);
		for (const { messages } of all) {
			expect((await messages.talks.open(WORLD)).state.groups.get("c")?.spoken.lines).toHaveLength(2);
		}
	});

	it("[MS47] have one answer, though two instances work on it; who waits elsewhere is told", async () => {
		const shared = createFatefulLog();
		const [one, two] = [await instance(shared), await instance(shared)];
		one.mind.shut();
		two.mind.shut();
		await one.take("m");
		await two.messages.heardOf("s");
		const waiting = [one.settled("m"), two.settled("m")];
		clock.now += TAKEN_OVER_SECONDS + 1;
		const three = await instance(shared);
		await three.messages.heardOf("s");
		const answers = await Promise.all(waiting);
		expect([one, two, three].map(({ mind }) => mind.asked.length)).toEqual([1, 0, 1]);
		one.mind.open();
		await one.messages.close();
		expect(answers[0]).toMatchObject({ messageId: "m" });
		expect(answers[1]).toEqual(answers[0]);
		expect(await entries(shared, serverTopic("s"), "answer")).toEqual([answers[0]]);
	});

	it("[MS47] asked directly of two instances at once have one answer", async () => {
		const shared = createFatefulLog();
		const [one, two] = [await instance(shared), await instance(shared)];
		const sent = { serverId: "s", world: WORLD, message: message("m") };
		const [first, second] = await Promise.all([one.messages.chat(sent), two.messages.chat(sent)]);
		expect(second).toEqual(first);
		expect(await entries(shared, serverTopic("s"), "answer")).toEqual([first]);
		expect(await two.messages.chat(sent)).toEqual(first);
	});

	it("[MS47] cancelled at one instance are answered by none", async () => {
		const shared = createFatefulLog();
		const [one, two] = [await instance(shared), await instance(shared)];
		one.mind.shut();
		await one.take("m");
		const waiting = one.settled("m");
		await two.messages.take({ serverId: "s", messages: [], cancelled: ["m"] }, WORLD);
		expect(await waiting).toBe("gone");
		one.mind.open();
		await vi.waitFor(async () => expect(await two.settled("m")).toBe("gone"));
		expect(await entries(shared, serverTopic("s"), "answer")).toEqual([]);
	});

	it("[MS48] that an instance took and does not answer are taken over", async () => {
		const shared = createFatefulLog();
		const [dead, alive] = [await instance(shared), await instance(shared)];
		dead.mind.shut();
		await dead.take("m");
		await alive.messages.heardOf("s");
		await alive.messages.sweep();
		expect(alive.mind.asked).toEqual([]);
		dead.log.setAway(true);
		clock.now += TAKEN_OVER_SECONDS + 1;
		await vi.waitFor(async () => {
			await alive.messages.sweep();
			expect(alive.mind.asked).toHaveLength(1);
		});
		expect(await alive.settled("m")).toMatchObject({ messageId: "m" });
	});

	it("[MS8] forget a user on all of them", async () => {
		const shared = createFatefulLog();
		const [one, two] = [await instance(shared), await instance(shared)];
		const told = [line("l", { speaker: player("1", "Robin"), content: "it is me" })];
		await one.messages.take({ serverId: "s", messages: [], lines: told }, WORLD);
		await one.messages.talks.write(WORLD, () => ({
			entries: [{ type: "npc", data: profile("b") }],
			result: undefined,
		}));
		expect((await two.messages.talks.open(WORLD)).state.groups.get("c")?.spoken.lines).toHaveLength(1);
		for (const { topic, offset } of await one.messages.eraseUser("1")) await one.log.forget(topic, offset);
		for (const { messages } of [one, two]) {
			const { state } = await messages.talks.open(WORLD);
			expect(state.groups.get("c")?.spoken.lines).toEqual([]);
			expect([...state.npcs.keys()]).toEqual(["b"]);
		}
		await two.messages.take({ serverId: "s", messages: [], lines: told }, WORLD);
		expect((await two.messages.talks.open(WORLD)).state.groups.get("c")?.spoken.lines).toEqual([]);
	});
});

describe("worlds and their talk on several instances", () => {
	const cast = ["A", "B", "C", "D"];
	const snapshot = (seq: number, members: readonly string[]) =>
		canonical(
			numbered(seq, {
				timestamp: 100 + seq,
				humanContext: Object.fromEntries(cast.map((key, at) => [key, person(at * 100)])),
				clusters:
					members.length > 0 ? [{ id: "c", members: [...members], npcs: members.length, players: 0 }] : [],
			}),
		);

	it("[MS49] each change of a cluster is told once, whoever is first, and never back", async () => {
		const shared = createFatefulLog();
		const all = await Promise.all([instance(shared), instance(shared), instance(shared)]);
		const groups = [["A", "B"], ["A", "B", "C"], ["A", "B", "C"], [], ["C", "D"], ["A", "D"]];
		for (const [index, members] of groups.entries()) {
			await all[index % 3]!.worlds.ingest(WORLD, snapshot(index + 1, members));
			if (index % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
		}
		for (const { worlds, messages } of all) await messages.talks.project(await worlds.open(WORLD));
		const told = await entries<ClusterEntry>(shared, talkTopic(WORLD), "cluster");
		const ticks = told.map(({ worldTick }) => worldTick!);
		expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
		let before: readonly string[] = [];
		for (const { members, joined, left } of told) {
			const ids = members.map(({ id }) => id);
			expect(joined).toEqual(ids.filter((id) => !before.includes(id)));
			expect(left).toEqual(before.filter((id) => !ids.includes(id)));
			expect(joined.length + left.length).toBeGreaterThan(0);
			before = ids;
		}
		expect([...before].sort()).toEqual(["A", "D"]);
		for (const { reports } of all) expect(reports).toEqual([]);
	});

	it("[MS49] an instance that is behind tells nothing of what was", async () => {
		const shared = createFatefulLog();
		const [one, two] = [await instance(shared), await instance(shared)];
		await one.worlds.ingest(WORLD, snapshot(1, ["A", "B"]));
		const stale = { ...(await two.worlds.open(WORLD)).memory };
		await one.worlds.ingest(WORLD, snapshot(2, ["C", "D"]));
		await one.follower.idle();
		await two.follower.idle();
		const before = (await entries(shared, talkTopic(WORLD), "cluster")).length;
		await two.messages.talks.project({ id: WORLD, memory: stale });
		expect(await entries(shared, talkTopic(WORLD), "cluster")).toHaveLength(before);
	});

	it("[MS9] what was missed while the log was away is told when it returns", async () => {
		const shared = createFatefulLog();
		const first = await instance(shared);
		await first.worlds.ingest(WORLD, snapshot(1, ["A", "B"]));
		await first.follower.idle();
		first.log.setAway(true);
		await expect(first.worlds.ingest(WORLD, snapshot(2, ["C", "D"]))).rejects.toThrow();
		expect((await first.messages.talks.open(WORLD)).state.groups.get("c")?.members).toHaveLength(2);
		first.log.setAway(false);
		await first.worlds.ingest(WORLD, snapshot(2, ["C", "D"]));
		await first.follower.idle();
		const { state } = await first.messages.talks.open(WORLD);
		expect(state.groups.get("c")?.members.map(({ id }) => id)).toEqual(["C", "D"]);
	});
});
