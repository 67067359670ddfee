import { describe, expect, it } from "vitest";
import { readTopics } from "./read-topics.js";
import { embeddedDatabase } from "./testing/embedded-database.js";
import { runTables } from "./testing/run-tables.js";

describe("what is talked of in a run", () => {
	const openEmpty = embeddedDatabase();
	const seed = async (topics: readonly Partial<typeof runTables.topics.$inferInsert>[]) => {
		const database = await openEmpty();
		const rows = topics.map((topic, at) => ({
			id: `t${at}`,
			title: `Topic ${at}`,
			category: "music" as const,
			since: 0,
			...topic,
		}));
		await database.run((sql) => sql.insert(runTables.topics).values(rows));
		return async (slot: number, day = "11-21") =>
			(await database.run((sql) => readTopics(sql, { runId: "r", slot, day }))).map(({ id }) => id);
	};

	it("[CG18] are the topics of its time, however often they were renewed since", async () => {
		const idsAt = await seed([{ until: 100 }, { since: 100, until: 200 }, { since: 200 }, {}]);
		expect(await idsAt(99)).toEqual(["t0", "t3"]);
		expect(await idsAt(100)).toEqual(["t1", "t3"]);
		expect(await idsAt(200)).toEqual(["t2", "t3"]);
	});

	it("[CG18] are those of the season of its day, too", async () => {
		const idsAt = await seed([
			{},
			{ seasonFrom: "12-20", seasonTo: "01-06" },
			{ seasonFrom: "06-01", seasonTo: "08-31" },
		]);
		expect(await idsAt(5, "11-21")).toEqual(["t0"]);
		expect(await idsAt(5, "01-01")).toEqual(["t0", "t1"]);
		expect(await idsAt(5, "06-01")).toEqual(["t0", "t2"]);
	});

	it("[CG18] come in the order of the bytes of their ids", async () => {
		const idsAt = await seed([{ id: "b" }, { id: "ä" }, { id: "B" }, { id: "a" }, { id: "-" }]);
		expect(await idsAt(5)).toEqual(["-", "B", "a", "b", "ä"]);
	});

	it("[CG14] must be something", async () => {
		const idsAt = await seed([{ since: 100 }]);
		await expect(idsAt(5)).rejects.toThrow("there is nothing to talk of in the run r");
	});
});
