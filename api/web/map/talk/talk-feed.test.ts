import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createScene } from "../scene/scene.js";
import { createTalkFeed } from "./talk-feed.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const speaker = (id: string) => ({ id, name: id, type: "npc" });
const line = (number: number, by = "a", heardBy: readonly string[] = ["b"]) => ({
	id: `l${number}`,
	clusterId: "c",
	speaker: speaker(by),
	content: `line ${number}`,
	at: number,
	heardBy,
	overheardBy: [],
});

function setUp() {
	const scene = createScene();
	const feed = createTalkFeed(scene, () => 1_000);
	let views = 0;
	feed.subscribe(() => (views += 1));
	return { scene, feed, views: () => views, contents: () => feed.view().lines.map(({ content }) => content) };
}

describe("createTalkFeed", () => {
	it("[PG25] lists lines newest first, gathered into four views a second", () => {
		const { feed, views, contents } = setUp();
		feed.take("state", { lines: [line(1), line(2)] });
		for (let number = 3; number <= 20; number += 1) feed.take("line", line(number));
		expect(views()).toBe(0);
		vi.advanceTimersByTime(250);
		expect(views()).toBe(1);
		expect(contents().slice(0, 2)).toEqual(["line 20", "line 19"]);
		expect(contents()).toHaveLength(20);
	});

	it("[PG26] shows a line over its speaker and towards those who heard it; what was said before is not said again", () => {
		const { scene, feed } = setUp();
		feed.take("state", { lines: [line(1)] });
		expect(scene.speeches.size).toBe(0);
		feed.take("line", line(2, "a", ["b", "d"]));
		expect(scene.speeches.get("a")).toMatchObject({ text: "line 2", at: 1_000 });
		expect(scene.pulses.map(({ about }) => about)).toEqual([
			["a", "b"],
			["a", "d"],
		]);
	});

	it("[PG25] starts over with fresh state, keeps a bounded list, and drops what was erased", () => {
		const { feed, contents } = setUp();
		for (let number = 1; number <= 300; number += 1) feed.take("line", line(number, number % 2 ? "a" : "b"));
		vi.advanceTimersByTime(250);
		expect(contents()).toHaveLength(200);
		feed.take("erased", { userId: "a" });
		vi.advanceTimersByTime(250);
		expect(contents()).toHaveLength(100);
		feed.take("state", { lines: [line(7)] });
		vi.advanceTimersByTime(250);
		expect(contents()).toEqual(["line 7"]);
	});

	it("[PG25] shows nothing to who may not hear, and ignores what it does not know", () => {
		const { feed, views } = setUp();
		feed.take("line", { nonsense: true });
		feed.take("npc", {});
		vi.advanceTimersByTime(250);
		expect(views()).toBe(0);
		feed.refuse();
		expect(feed.view()).toEqual({ lines: [], refused: true });
	});
});
