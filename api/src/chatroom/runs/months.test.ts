import { sql as text } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Database } from "../../db/database.js";
import { conversationMessages } from "../../db/schema.js";
import { ensureMonths, monthOf } from "./months.js";
import { onBothDatabases } from "./testing/run-tables.js";

const at = (date: string): number => Date.parse(date) / 1000;

describe("the months of messages", () => {
	it.each([
		["2026-11-01T00:00:00Z", 0, "conversation_messages_2026_11", "2026-11-01", "2026-12-01"],
		["2026-11-30T23:59:59.999Z", 0, "conversation_messages_2026_11", "2026-11-01", "2026-12-01"],
		["2026-11-30T12:00:00Z", 1, "conversation_messages_2026_12", "2026-12-01", "2027-01-01"],
		["2026-12-31T12:00:00Z", 1, "conversation_messages_2027_01", "2027-01-01", "2027-02-01"],
		["2028-01-31T12:00:00Z", 1, "conversation_messages_2028_02", "2028-02-01", "2028-03-01"],
	])("[CG3] are those of UTC: %s and %d later is %s", (date, later, table, from, to) => {
		expect(monthOf(at(date), later)).toEqual({ table, from: at(from), to: at(to) });
	});
});

onBothDatabases("the months of messages", (openEmpty) => {
	const say = (database: Database, id: string, createdAt: number) =>
		database.run((sql) =>
			sql.insert(conversationMessages).values({
				conversationId: id,
				messageOrder: 0,
				createdAt,
				speakerId: "c0",
				opinion: "neutral",
				line: "Well.",
			}),
		);
	const monthsOf = async (database: Database) => {
		const { rows } = await database.run((sql) =>
			sql.execute<{ month: string; id: string }>(
				text`select tableoid::regclass::text as month, conversation_id as id from conversation_messages order by 2`,
			),
		);
		return Object.fromEntries(rows.map(({ month, id }) => [id, month]));
	};

	it("[CG3] are there for a time and the month after it, and each message lies in its own", async () => {
		const database = await openEmpty();
		const december = at("2026-12-31T18:00:00Z");
		await ensureMonths(database, december);
		await say(database, "a", december);
		await say(database, "b", at("2027-01-01T00:00:00Z"));
		await say(database, "c", at("2027-01-31T23:59:59.5Z"));
		expect(await monthsOf(database)).toEqual({
			a: "conversation_messages_2026_12",
			b: "conversation_messages_2027_01",
			c: "conversation_messages_2027_01",
		});
		await expect(say(database, "d", at("2027-02-01T00:00:00Z"))).rejects.toThrow();
		await ensureMonths(database, at("2027-01-01T06:00:00Z"));
		await say(database, "d", at("2027-02-01T00:00:00Z"));
	});

	it("[CG3] are made once, however many ask for them at the same time", async () => {
		const database = await openEmpty();
		const times = Array.from({ length: 24 }, (_, index) =>
			at(`2030-${String(1 + (index % 4)).padStart(2, "0")}-15`),
		);
		await Promise.all(times.map((time) => ensureMonths(database, time)));
		for (const time of times)
			await say(database, `${time}`, time).catch((error: unknown) => {
				// Four months, each asked for six times: only the id stands twice.
				expect(String((error as Error).cause)).toMatch(/duplicate key/);
			});
		expect(new Set(Object.values(await monthsOf(database))).size).toBe(4);
	});
});
