import { describe, expect, it } from "vitest";
import { openFoldedTopic } from "./folded-topic.js";
import { holdTopics } from "./held-topics.js";
import { createFatefulLog } from "./testing/fateful-log.js";
import { add, sumFold } from "./testing/sum-topic.js";

function hold() {
	const log = createFatefulLog().view();
	const clock = { now: 0 };
	const reports: string[] = [];
	const report = (text: string) => void reports.push(text);
	let restored = 0;
	const topics = holdTopics({
		restore: (name) => {
			restored += 1;
			return openFoldedTopic(name, sumFold, { log, report });
		},
		now: () => clock.now,
		report,
	});
	return { log, clock, reports, topics, restored: () => restored };
}

describe("topics in memory", () => {
	it("[MS5] are brought back once for all who ask, and again where that failed", async () => {
		const { log, topics, restored } = hold();
		const [one, other] = await Promise.all([topics.open("a"), topics.open("a")]);
		expect(one).toBe(other);
		expect(restored()).toBe(1);
		log.setAway(true);
		await expect(topics.open("b")).rejects.toMatchObject({ code: "unavailable" });
		expect((await topics.all()).map(([name]) => name)).toEqual(["a"]);
		log.setAway(false);
		await (await topics.open("b")).write(add(2));
		expect(topics.has("b")).toBe(true);
		await topics.close();
		expect(log.watching()).toBe(0);
	});

	it("[MS5] are let go of when nobody asks for them, put aside where they hold anything", async () => {
		const { log, clock, topics, reports } = hold();
		await (await topics.open("a")).write(add(2));
		await topics.open("empty");
		clock.now = 5;
		await topics.open("used");
		clock.now = 11;
		await topics.releaseIdle(10);
		expect(["a", "empty", "used"].filter(topics.has)).toEqual(["used"]);
		expect(await log.latestCheckpoint("a")).toMatchObject({ offset: 1 });
		expect(await log.latestCheckpoint("empty")).toBeUndefined();
		expect((await topics.open("a")).state.total).toBe(2);
		expect(reports).toEqual([]);
	});

	it("[MS5] stay where they cannot be put aside", async () => {
		const { log, clock, topics, reports } = hold();
		await (await topics.open("a")).write(add(2));
		clock.now = 11;
		log.setAway(true);
		await topics.releaseIdle(10);
		expect(topics.has("a")).toBe(true);
		expect(reports).toEqual([expect.stringContaining("stays in memory")]);
	});
});
