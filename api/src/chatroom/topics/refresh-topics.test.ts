import { asc } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import type { Database } from "../../db/database.js";
import { trendingTopics } from "../../db/schema.js";
import { onBothDatabases } from "../../db/testing/on-both-databases.js";
import { refreshTopics } from "./refresh-topics.js";
import { SHIPPED_TOPICS } from "./testing/shipped-topics.js";
import { loadTopics } from "./topic-file.js";
import { topicsOfWeek, weekOf } from "./week-topics.js";

const at = (text: string): number => Date.parse(text) / 1000;
const NOW = at("2026-11-21T06:00:00Z");
const pool = await loadTopics(SHIPPED_TOPICS);
const SOURCE = { pool, seed: "earshot" };

onBothDatabases("topics", [trendingTopics], (openEmpty) => {
	let database: Database;
	beforeEach(async () => {
		database = await openEmpty();
	}, 60_000);

	const refresh = (time: number, source = SOURCE) =>
		database.transaction((sql) => refreshTopics(sql, source, time));
	const rows = () => database.run((sql) => sql.select().from(trendingTopics).orderBy(asc(trendingTopics.id)));

	it("[CG58] are written as the week's, with their seasons", async () => {
		await refresh(NOW);
		const { since, until } = weekOf(NOW);
		const expected = topicsOfWeek(pool, { seed: "earshot", since }).map((topic) => ({
			id: `2026-11-16/${topic.id}`,
			title: topic.title,
			category: topic.category,
			seasonFrom: topic.season?.from ?? null,
			seasonTo: topic.season?.to ?? null,
			since,
			until,
		}));
		expect(new Set(await rows())).toEqual(new Set(expected));
		expect(expected.some(({ seasonFrom }) => seasonFrom !== null)).toBe(true);
	});

	it("[CG58] stay as they are once they are there, whatever the pool and the seed become", async () => {
		await refresh(NOW);
		const before = await rows();
		await refresh(NOW + 3_600, { pool: pool.slice(0, 5), seed: "another" });
		expect(await rows()).toEqual(before);
		await refresh(NOW + 7 * 86_400);
		expect((await rows()).slice(0, before.length)).toEqual(before);
		expect((await rows()).length).toBeGreaterThan(before.length);
	});

	it("[CG58] are of one pool, where several that differ come at once", async () => {
		const seeds = ["a", "b", "c", "d"];
		// Weeks enough that some of them do meet.
		for (let week = 0; week < 20; week += 1) {
			const time = NOW + week * 7 * 86_400;
			await Promise.all(seeds.map((seed) => refresh(time, { pool, seed })));
			const { since } = weekOf(time);
			const ids = (await rows()).filter((row) => row.since === since).map(({ id }) => id.slice(11));
			const choices = seeds.map((seed) => topicsOfWeek(pool, { seed, since }).map(({ id }) => id));
			expect(choices.map((choice) => choice.sort())).toContainEqual(ids.sort());
		}
	}, 60_000);
});
