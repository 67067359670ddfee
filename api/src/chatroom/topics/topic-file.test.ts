import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfigError } from "../../config/config.js";
import { CATEGORIES } from "../core/society.js";
import { topicsOn } from "../core/topics.js";
import { SHIPPED_TOPICS } from "./testing/shipped-topics.js";
import { loadTopics, parseTopics } from "./topic-file.js";

const SNOW = { id: "snow", title: "Snow", category: "weather" };

function wrongOf(topics: unknown): readonly string[] {
	const read = parseTopics(JSON.stringify(topics));
	return "wrong" in read ? read.wrong : [];
}

describe("topics that ship", () => {
	it("[CG56] are sixty and more, some of every kind, and ten and more of a season", async () => {
		const topics = await loadTopics(SHIPPED_TOPICS);
		expect(topics.length).toBeGreaterThanOrEqual(60);
		for (const category of CATEGORIES) {
			const everyday = topics.filter((topic) => topic.category === category && !topic.season);
			expect(everyday.length, category).toBeGreaterThanOrEqual(7);
		}
		expect(topics.filter(({ season }) => season).length).toBeGreaterThanOrEqual(10);
		expect(new Set(topics.map(({ title }) => title)).size).toBe(topics.length);
	});

	it("[CG56] have a season at any time of the year", async () => {
		const seasonal = (await loadTopics(SHIPPED_TOPICS)).filter(({ season }) => season);
		const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0"));
		const without = months.filter((month) => topicsOn(`${month}-15`, seasonal).length === 0);
		expect(without).toEqual([]);
	});
});

describe("a file of topics", () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "earshot-topics-"));
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));

	it.each([
		[{}, "expected array"],
		[[], "must hold a topic without a season"],
		[[{ ...SNOW, season: { from: "12-01", to: "02-30" } }], "[0].season.to: must be a day of the year"],
		[[SNOW, { ...SNOW, season: { from: "13-01", to: "01-01" } }], "[1].season.from: must be a day"],
		[[SNOW, { ...SNOW, season: { from: "12-01" } }], "[1].season.to: "],
		[[SNOW, { ...SNOW, id: "Snow!" }], "[1].id: must be 1 to 64"],
		[[{ ...SNOW, title: " " }], "[0].title: "],
		[[{ ...SNOW, title: "Snow\nand ice" }], "[0].title: must hold no control characters"],
		[[{ ...SNOW, title: "The “best” snow" }], "[0].title: must hold no control characters"],
		[[{ ...SNOW, category: "politics" }], "[0].category: must be one of food, games"],
		[[{ ...SNOW, until: 5 }], "[0]: "],
	])("[CG56] is refused as %j, by its place", (topics, reason) => {
		expect(wrongOf(topics).join("\n")).toContain(reason);
	});

	it("[CG56] names no topic twice, and takes the days that are only sometimes there", () => {
		expect(wrongOf([SNOW, SNOW])).toEqual(["[1].id: another topic is called snow"]);
		expect(wrongOf([SNOW, { ...SNOW, id: "leap", season: { from: "02-29", to: "02-29" } }])).toEqual([]);
	});

	it("[CG56] keeps the backend from starting where it is wrong, with everything that is", async () => {
		const file = join(folder, "mine.json");
		await writeFile(
			file,
			JSON.stringify([
				{ ...SNOW, id: "" },
				{ ...SNOW, category: "x" },
			]),
		);
		const error = await loadTopics(file).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(ConfigError);
		expect(String(error)).toMatch(/CHATROOM_TOPICS: mine\.json: \[0\]\.id.*\n.*\[1\]\.category/);
		await writeFile(file, "[");
		await expect(loadTopics(file)).rejects.toThrow(/CHATROOM_TOPICS: mine\.json: .*JSON/);
		await expect(loadTopics(join(folder, "none.json"))).rejects.toThrow("none.json: it cannot be read");
	});
});
