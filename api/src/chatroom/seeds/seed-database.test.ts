import { asc } from "drizzle-orm";
import { expect, it } from "vitest";
import { loadConfig } from "../../config/config.js";
import { openDatabase } from "../../db/open-database.js";
import { chatlingConversations, chatroomUsers, userRewards } from "../../db/schema.js";
import { describeOnPostgres } from "../../testing/postgres-server.js";
import { loadTopics } from "../topics/topic-file.js";
import { SHIPPED_TOPICS } from "../topics/testing/shipped-topics.js";
import { seedDatabase } from "./seed-database.js";

const NOW = Date.parse("2026-11-21T12:00:00Z") / 1000;
const topics = await loadTopics(SHIPPED_TOPICS);

describeOnPostgres("seeding a database", (postgres) => {
	const seeded = async (url: string, env: Readonly<Record<string, string>> = {}) => {
		const runs = new Set<string>();
		const added = await seedDatabase({
			config: loadConfig({ DATABASE_URL: url, ...env }),
			topics,
			userIds: ["demo", "1000001"],
			now: () => NOW,
			report: (message) => expect.unreachable(message),
			onProgress: ({ run_id: id }) => void runs.add(id),
		});
		return { added, runs: [...runs] };
	};

	it("[CG62] gives users chatlings, coins and the conversations of two runs, once", async () => {
		const url = await postgres().createDatabase();
		expect(await seeded(url)).toEqual({
			added: 2,
			runs: ["2026-11-20T18:00[UTC]", "2026-11-21T06:00[UTC]"],
		});
		const database = openDatabase({ url, report: () => undefined });
		const read = () =>
			database.run(async (sql) => ({
				users: await sql.select().from(chatroomUsers).orderBy(asc(chatroomUsers.userId)),
				rewards: await sql
					.select()
					.from(userRewards)
					.orderBy(asc(userRewards.userId), asc(userRewards.creatureId)),
				conversations: await sql.select().from(chatlingConversations).orderBy(asc(chatlingConversations.id)),
			}));
		const before = await read();
		expect(before.users.map(({ userId }) => userId)).toEqual(["1000001", "demo"]);
		expect(before.users.every(({ coins }) => coins >= 200)).toBe(true);
		expect(before.rewards.length).toBeGreaterThanOrEqual(10);
		expect(before.conversations.map(({ userId, createdAt }) => `${userId} ${createdAt}`).sort()).toEqual(
			["1000001", "demo"].flatMap((user) => [`${user} ${NOW - 18 * 3_600}`, `${user} ${NOW - 6 * 3_600}`]),
		);
		expect(await seeded(url)).toEqual({ added: 0, runs: [] });
		expect(await read()).toEqual(before);
		await database.close();
	});

	it("[CG62] takes this time of yesterday and today where nothing is planned", async () => {
		const url = await postgres().createDatabase();
		const { runs } = await seeded(url, { CHATROOM_CRON: "off" });
		expect(runs).toEqual(["2026-11-20T12:00[UTC]", "2026-11-21T12:00[UTC]"]);
	});
});
