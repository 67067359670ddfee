import { sql as text } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../db/database.js";
import {
	chatlingConversations,
	chatroomUsers,
	conversationMessages,
	generationLog,
	notifications,
	runShards,
	trendingTopics,
} from "../../db/schema.js";
import { ensureMonths, monthOf } from "../runs/months.js";
import { onBothDatabases } from "../runs/testing/run-tables.js";
import { refreshTopics } from "../topics/refresh-topics.js";
import { keptSince, letGo } from "./let-go.js";

const at = (text: string): number => Date.parse(text) / 1000;
const NOW = at("2026-11-21T06:00:00Z");

describe("what is kept", () => {
	it("[CG63] begins a month: so many whole ones, and the one that it is", () => {
		expect(keptSince(NOW, 12)).toBe(at("2025-11-01T00:00:00Z"));
		expect(keptSince(NOW, 1)).toBe(at("2026-10-01T00:00:00Z"));
		expect(keptSince(at("2026-01-31T23:59:59Z"), 2)).toBe(at("2025-11-01T00:00:00Z"));
	});
});

onBothDatabases("letting go of what is old", (openEmpty) => {
	let database: Database;
	beforeEach(async () => {
		database = await openEmpty();
	}, 60_000);

	const pool = [{ id: "snow", title: "Snow", category: "weather" }] as const;
	/** What a run leaves with users, of one of whom it is not finished. */
	const run = async (time: string, { users = ["ana"], isFinished = true } = {}): Promise<void> => {
		const slot = at(time);
		await ensureMonths(database, slot);
		await database.transaction((sql) => refreshTopics(sql, { pool, seed: "s" }, slot));
		await database.run(async (sql) => {
			const started = { runId: time, slot, day: "01-01", seed: "s", startedAt: slot };
			await sql.insert(generationLog).values({ ...started, finishedAt: isFinished ? slot + 1 : null });
			await sql.insert(runShards).values({ runId: time, shard: 0, total: 1 });
			const told = { createdAt: slot, title: "Snow", category: "weather", climate: "mixed" } as const;
			const line = {
				createdAt: slot,
				messageOrder: 0,
				speakerId: "a",
				opinion: "neutral",
				line: "Snow.",
			} as const;
			const notice = { kind: "runaway", data: {}, createdAt: slot };
			const ofUsers = <T>(of: (userId: string, id: string) => T): T[] =>
				users.map((userId) => of(userId, `${time} ${userId}`));
			await sql
				.insert(chatroomUsers)
				.values(ofUsers((userId) => ({ userId, shard: 0, joinedAt: 0 })))
				.onConflictDoNothing();
			await sql
				.insert(chatlingConversations)
				.values(ofUsers((userId, id) => ({ id, runId: time, userId, participants: [], ...told })));
			await sql
				.insert(conversationMessages)
				.values(ofUsers((_user, id) => ({ conversationId: id, ...line })));
			for (const readAt of [null, slot + 5]) {
				const rows = ofUsers((userId, id) => ({ id: `${id} ${readAt}`, userId, readAt, ...notice }));
				await sql.insert(notifications).values(rows);
			}
		});
	};
	const left = () =>
		database.run(async (sql) => {
			const ids = async (query: PromiseLike<readonly { readonly id: string }[]>) =>
				(await query).map(({ id }) => id).sort();
			const months = await sql.execute<{ name: string }>(text`
				select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
				where inhparent = 'conversation_messages'::regclass order by 1
			`);
			return {
				months: months.rows.map(({ name }) => name),
				conversations: await ids(sql.select({ id: chatlingConversations.id }).from(chatlingConversations)),
				messages: await ids(
					sql.select({ id: conversationMessages.conversationId }).from(conversationMessages),
				),
				notifications: await ids(sql.select({ id: notifications.id }).from(notifications)),
				runs: await ids(sql.select({ id: generationLog.runId }).from(generationLog)),
				shards: await ids(sql.select({ id: runShards.runId }).from(runShards)),
				topics: await ids(sql.select({ id: trendingTopics.id }).from(trendingTopics)),
			};
		});

	it("[CG63] takes whole months, with all that runs left in them but what is unread or unfinished", async () => {
		const many = Array.from({ length: 1_100 }, (_, index) => `user-${index}`);
		await run("2025-09-30T18:00:00Z");
		await run("2025-10-31T18:00:00Z", { users: many });
		await run("2025-10-20T18:00:00Z", { isFinished: false });
		await run("2025-11-01T06:00:00Z");
		await run("2026-11-21T06:00:00Z");
		await letGo(database, keptSince(NOW, 12));
		const { months, topics, notifications: notices, ...rest } = await left();
		const kept = ["2025-11-01T06:00:00Z", "2026-11-21T06:00:00Z"];
		expect(rest).toEqual({
			conversations: kept.map((id) => `${id} ana`),
			messages: kept.map((id) => `${id} ana`),
			runs: ["2025-10-20T18:00:00Z", ...kept],
			shards: ["2025-10-20T18:00:00Z", ...kept],
		});
		expect(notices.filter((id) => !id.endsWith("null"))).toHaveLength(kept.length);
		expect(notices).toContain("2025-09-30T18:00:00Z ana null");
		expect(months[0]).toBe(monthOf(at(kept[0]!)).table);
		expect(topics).toEqual([
			"2025-10-20/snow",
			// Its last days are of the month that is kept.
			"2025-10-27/snow",
			"2026-11-16/snow",
		]);
	});

	it("[CG63] does nothing where nothing is old, and goes on where it was stopped", async () => {
		await run("2026-11-21T06:00:00Z");
		const before = await left();
		await letGo(database, keptSince(NOW, 12));
		expect(await left()).toEqual(before);
		await run("2025-01-01T06:00:00Z");
		// As if it had been stopped after the first of its statements.
		await database.run((sql) =>
			sql.delete(chatlingConversations).where(text`${chatlingConversations.runId} < '2026'`),
		);
		await letGo(database, keptSince(NOW, 12));
		expect({ ...(await left()), notifications: [] }).toEqual({ ...before, notifications: [] });
	});
});
