import { describe, expect, it } from "vitest";
import { createFakeLog } from "../worlds/fake-log.js";
import type { FakeLog } from "../worlds/fake-log.js";
import { createTopicFamily } from "./topic-family.js";
import { add, type Added, added, type Sum, sumFold } from "./testing/sum-topic.js";

describe("topics of a kind", () => {
	const family = (log: FakeLog, given: Partial<Parameters<typeof createTopicFamily<Sum, Added>>[0]> = {}) =>
		createTopicFamily({
			log,
			fold: sumFold,
			topicOf: (name) => `sum:${name}`,
			index: { topic: "sums" },
			now: () => 0,
			report: () => undefined,
			...given,
		});

	it("[MS5] are found again by name, and made by writing alone", async () => {
		const log = createFakeLog();
		const sums = family(log);
		expect((await sums.open("a")).state.total).toBe(0);
		expect(await sums.list()).toEqual([]);
		expect(await sums.held()).toEqual([]);
		await sums.write("b", add(4));
		const opened: string[] = [];
		const later = family(log, { onOpen: (name) => opened.push(name) });
		expect(await later.list()).toEqual(["b"]);
		expect((await later.open("b")).state.total).toBe(4);
		await later.open("b");
		expect(opened).toEqual(["b"]);
	});

	it("[MS6] are let go when nobody asks for them, put aside, and come back", async () => {
		const log = createFakeLog();
		let now = 0;
		const sums = family(log, { now: () => now });
		await sums.write("a", add(1));
		now = 5;
		await sums.write("b", add(2));
		now = 11;
		await sums.releaseIdle(10);
		expect((await sums.held()).map(([name]) => name)).toEqual(["b"]);
		expect(await log.latestCheckpoint("sum:a")).toEqual({ offset: 1, value: '{"total":1}' });
		await sums.write("a", add(1));
		expect((await sums.open("a")).state.total).toBe(2);
	});

	it("[MS6] that are asked for while they are put aside stay", async () => {
		const log = createFakeLog();
		let now = 0;
		const sums = family(log, { now: () => now });
		await sums.write("a", add(1));
		now = 20;
		const { checkpoint } = log;
		log.checkpoint = async (...given) => {
			await checkpoint(...given);
			now = 21;
			await sums.open("a");
		};
		await sums.releaseIdle(10);
		expect(await sums.held()).toHaveLength(1);
	});

	it("[MS5] tell of their entries by name, with the state that shows each, and not of the index", async () => {
		const told: unknown[] = [];
		const log = createFakeLog();
		const sums = family(log, {
			onFold: (name, entry, { total }) => void told.push([name, entry, total]),
		});
		await sums.write("a", add(4));
		await sums.write("b", add(1));
		await sums.write("a", add(2));
		expect(told).toEqual([
			["a", added(4), 4],
			["b", added(1), 1],
			["a", added(2), 6],
		]);
	});

	it("[MS5] that could not be brought back are tried again by the next who asks", async () => {
		const log = createFakeLog();
		await family(log).write("a", add(3));
		const sums = family(log);
		const { read } = log;
		log.read = () => Promise.reject(new Error("disk"));
		await expect(sums.open("a")).rejects.toThrow("disk");
		expect(await sums.held()).toEqual([]);
		log.read = read;
		expect((await sums.open("a")).state.total).toBe(3);
	});

	it("[MS18] finish what was handed over when they close, and refuse the rest", async () => {
		const log = createFakeLog();
		const sums = family(log);
		const written = sums.write("a", add(1));
		await written;
		await sums.close();
		await expect(sums.write("a", add(1))).rejects.toMatchObject({ code: "unavailable" });
	});
});
