import { afterEach, describe, expect, it } from "vitest";
import type { FoldedTopic, FoldedTopicOptions } from "./folded-topic.js";
import type { Log } from "./log.js";
import { createFatefulLog } from "./testing/fateful-log.js";
import { note, once, openNotes, type Noted, type Notes } from "./testing/notes-topic.js";

const opened: FoldedTopic<Notes, Noted>[] = [];
afterEach(() => opened.splice(0).forEach((topic) => topic.stop()));

const open = (log: Log, options: Partial<FoldedTopicOptions<Notes, Noted>> = {}) =>
	openNotes(opened, log, options);

describe("a history that was lost", () => {
	it("[WD19] is founded anew once, from memory, and nothing is lost that anybody held", async () => {
		const log = createFatefulLog();
		const all = await Promise.all([open(log.view()), open(log.view()), open(log.view())]);
		await all[0].write(note("a"));
		await all[1].write(note("b"));
		for (const topic of all) await topic.refresh();
		const before = all[0].cursor();
		log.empty();
		await Promise.all(all.map((topic, index) => topic.write(once(`after ${index}`))));
		for (const topic of all) await topic.refresh();
		expect(all[0].words().slice(0, 2)).toEqual(["a", "b"]);
		expect(all[0].words().slice(2).sort()).toEqual(["after 0", "after 1", "after 2"]);
		for (const { words, cursor } of all) {
			expect(words()).toEqual(all[0].words());
			expect(cursor().epoch).not.toBe(before.epoch);
			expect(cursor().offset).toBe(3);
		}
		expect((await open(log.view())).words()).toEqual(all[0].words());
		expect(all.flatMap(({ reports }) => reports)).toEqual([expect.stringContaining("goes on in a new one")]);
	});

	it("[WD19] gets back what only the later comer knew", async () => {
		const log = createFatefulLog();
		const view = log.view();
		const [one, two] = [await open(log.view()), await open(view)];
		await one.write(note("a"));
		await two.refresh();
		view.setAway(true);
		await one.write(note("b"));
		one.stop();
		log.empty();
		view.setAway(false);
		await two.write(note("c"));
		await one.refresh();
		await one.idle();
		await two.refresh();
		expect(two.words()).toEqual(["a", "c", "b"]);
		expect(one.words()).toEqual(["a", "c", "b"]);
	});

	it("[WD19] of a topic of which nothing was known is not founded", async () => {
		const log = createFatefulLog();
		const topic = await open(log.view());
		log.empty();
		await topic.refresh();
		expect(await log.view().latestCheckpoint("notes")).toBeUndefined();
		await topic.write(note("a"));
		expect(topic.cursor().offset).toBe(1);
	});

	it("[WD23] is looked for elsewhere where nobody holds it, and founded once", async () => {
		const log = createFatefulLog();
		const restoreLost = () => Promise.resolve({ words: ["archived"] });
		const [one, two] = await Promise.all([
			open(log.view(), { restoreLost }),
			open(log.view(), { restoreLost: () => Promise.resolve({ words: ["older"] }) }),
		]);
		expect(one.words()).toEqual(two.words());
		await two.write(note("b"));
		await one.refresh();
		expect(one.words()).toHaveLength(2);
		const third = await open(log.view(), { restoreLost: () => Promise.reject(new Error("not asked")) });
		expect(third.words()).toEqual(one.words());
	});

	it("[WD23] leaves a topic unopened where it cannot be asked for", async () => {
		const log = createFatefulLog();
		const restoreLost = () => Promise.reject(new Error("the archive is away"));
		await expect(open(log.view(), { restoreLost })).rejects.toThrow("the archive is away");
	});
});
