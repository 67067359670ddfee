import { afterEach, describe, expect, it, vi } from "vitest";
import { createFakeLog } from "../worlds/fake-log.js";
import type { FoldedTopic, FoldedTopicOptions } from "./folded-topic.js";
import type { Log } from "./log.js";
import { createFatefulLog, type Fate } from "./testing/fateful-log.js";
import { note, once, openNotes, type Noted, type Notes } from "./testing/notes-topic.js";

const opened: FoldedTopic<Notes, Noted>[] = [];
afterEach(() => opened.splice(0).forEach((topic) => topic.stop()));

const open = (log: Log, options: Partial<FoldedTopicOptions<Notes, Noted>> = {}) =>
	openNotes(opened, log, options);

describe("a topic that several write", () => {
	it("[WD15] plans anew on what others wrote first", async () => {
		const log = createFatefulLog();
		const [one, two] = [await open(log.view()), await open(log.view())];
		expect(await Promise.all([one.write(once("a")), two.write(once("a"))])).toEqual([false, true]);
		await Promise.all([one.write(note("b")), two.write(note("c")), one.write(note("d"))]);
		await Promise.all([one.refresh(), two.refresh()]);
		expect(one.words()).toEqual(two.words());
		expect([...one.words()].sort()).toEqual(["a", "b", "c", "d"]);
	});

	it("[WD15] refuses only on the newest state", async () => {
		const log = createFatefulLog();
		const [one, two] = [await open(log.view()), await open(log.view())];
		const wanting = (state: Readonly<Notes>) => {
			if (!state.words.includes("a")) throw new Error("there is no a");
			return { entries: [], result: "found" };
		};
		await expect(two.write(wanting)).rejects.toThrow("there is no a");
		await one.write(note("a"));
		expect(await two.write(wanting)).toBe("found");
	});

	it("[WD16] finds what was held unheard, and does not write it twice", async () => {
		const log = createFatefulLog();
		const fates: Fate[] = ["unheard", "lost"];
		const topic = await open(log.view({ append: () => fates.shift() ?? "held" }));
		await expect(topic.write(once("a"))).rejects.toMatchObject({ code: "unavailable" });
		expect(await topic.write(once("a"))).toBe(true);
		await expect(topic.write(once("b"))).rejects.toMatchObject({ code: "unavailable" });
		expect(await topic.write(once("b"))).toBe(false);
		expect(topic.words()).toEqual(["a", "b"]);
	});

	it("[WD15] gives a write up that others are before every time", async () => {
		const log = createFatefulLog();
		const view = log.view();
		const other = await open(log.view());
		const topic = await open({
			...view,
			append: async (...given) => {
				await other.write(note("x"));
				return view.append(...given);
			},
		});
		await expect(topic.write(note("a"))).rejects.toMatchObject({
			code: "unavailable",
			options: { retryAfterSeconds: 1 },
		});
		expect(other.words().every((word) => word === "x")).toBe(true);
	});

	it("[WD17] follows what others write, tells of each entry, and stops", async () => {
		const log = createFatefulLog();
		const heard: (string | undefined)[] = [];
		const one = await open(log.view());
		const view = log.view();
		const two = await open(view, { onFold: (entry) => heard.push(entry?.data.word) });
		for (const word of ["a", "b", "c"]) await one.write(note(word));
		await vi.waitFor(() => expect(heard).toEqual(["a", "b", "c"]));
		expect(two.words()).toEqual(["a", "b", "c"]);
		await two.write(note("d"));
		expect(heard).toEqual(["a", "b", "c", "d"]);
		two.stop();
		expect(view.watching()).toBe(0);
		await one.write(note("e"));
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(heard).toHaveLength(4);
	});

	it("[WD17] shows after a refresh what was acknowledged before it; a hundred at once share two reads", async () => {
		const log = createFatefulLog();
		const one = await open(log.view());
		const view = log.view();
		// Nobody tells this one of news.
		const two = await open({ ...view, watch: () => () => undefined });
		await two.refresh();
		await one.write(note("a"));
		const before = view.calls();
		const first = two.refresh();
		await Promise.all(Array.from({ length: 100 }, () => two.refresh()));
		await first;
		expect(two.words()).toEqual(["a"]);
		expect(view.calls() - before).toBeLessThanOrEqual(2);
	});

	it("[WD18] is read from memory while the log is away, and goes on when it returns", async () => {
		const log = createFatefulLog();
		const one = await open(log.view());
		const view = log.view();
		const two = await open(view);
		await one.write(note("a"));
		await two.refresh();
		view.setAway(true);
		await one.write(note("b"));
		await two.refresh();
		expect(two.words()).toEqual(["a"]);
		await expect(two.write(note("c"))).rejects.toMatchObject({ code: "unavailable" });
		view.setAway(false);
		await vi.waitFor(() => expect(two.words()).toEqual(["a", "b"]), 3_000);
		expect(two.reports).toEqual([]);
	});

	it("[WD17] comes back as a whole where what it missed is no longer held", async () => {
		const log = createFatefulLog();
		const one = await open(log.view());
		const view = log.view();
		let told = 0;
		const two = await open(view, { onFold: () => (told += 1) });
		view.setAway(true);
		for (const word of ["a", "b"]) await one.write(note(word));
		const offset = await one.putAside();
		await log.view().forget("notes", offset);
		await one.write(note("c"));
		view.setAway(false);
		await two.refresh();
		expect(two.words()).toEqual(["a", "b", "c"]);
		expect(two.cursor()).toEqual(one.cursor());
		expect(told).toBe(1);
		expect(two.reports).toEqual([]);
	});

	it("[WD17] does not mind that another has put a later state aside", async () => {
		const log = createFatefulLog();
		const one = await open(log.view(), { checkpointEvery: 2 });
		const view = log.view();
		const two = await open({
			...view,
			checkpoint: async (...given) => {
				await one.write(note("z"));
				await one.putAside();
				await view.checkpoint(...given);
			},
		});
		await two.write(note("a"));
		expect(await two.putAside()).toBe(1);
		expect((await view.latestCheckpoint("notes"))?.offset).toBe(2);
		expect([...one.reports, ...two.reports]).toEqual([]);
	});
});

describe("a topic of one's own", () => {
	it("[WD17] is not watched, and read no more than at its start", async () => {
		const log = createFakeLog();
		let reads = 0;
		const { read } = log;
		const topic = await open({ ...log, read: (...given) => ((reads += 1), read(...given)) });
		await topic.write(note("a"));
		await topic.write(once("a"));
		await topic.refresh();
		expect(topic.words()).toEqual(["a"]);
		expect(reads).toBe(0);
	});
});
