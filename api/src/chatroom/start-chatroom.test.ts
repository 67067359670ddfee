import { existsSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc, eq, sql as text } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigError } from "../config/config.js";
import {
	chatlingConversations,
	chatroomUsers,
	conversationMessages,
	generationLog,
	userRewards,
} from "../db/schema.js";
import { embeddedFolders } from "../db/testing/embedded-folders.js";
import { until } from "../testing/until.js";
import { type ChatroomServer, startChatroomServer } from "./testing/chatroom-server.js";

const DEMO = ["demo", "1000001", "1000002"];
const DAY = 86_400;

let folder: string;
let server: ChatroomServer | undefined;
const emptyDatabase = embeddedFolders();

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "earshot-chatroom-"));
});
afterEach(async () => {
	await server?.stop();
	server = undefined;
	await rm(folder, { recursive: true, force: true });
});

const start = async (env: Readonly<Record<string, string>> = {}): Promise<ChatroomServer> =>
	(server = await startChatroomServer({ DATA_DIR: folder, ...env }));
const societies = ({ service }: ChatroomServer) =>
	service.database.run(async (sql) => ({
		users: await sql.select().from(chatroomUsers).orderBy(asc(chatroomUsers.userId)),
		rewards: await sql
			.select()
			.from(userRewards)
			.orderBy(asc(userRewards.userId), asc(userRewards.creatureId)),
		conversations: await sql.select().from(chatlingConversations).orderBy(asc(chatlingConversations.id)),
		messages: await sql
			.select()
			.from(conversationMessages)
			.orderBy(asc(conversationMessages.conversationId), asc(conversationMessages.messageOrder)),
	}));

describe("the chatroom in the backend", () => {
	it("[CG53] opens no database where nobody has chatlings", async () => {
		const { service } = await start();
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(service.outbox.isInUse()).toBe(false);
		expect(service.database.status().connections.open).toBe(0);
		expect(existsSync(join(folder, "db"))).toBe(false);
		expect(service.chatroom.nextRunAt()! % (6 * 3_600)).toBe(0);
	});

	it("[CG54] leaves without a word while the database is still being opened", async () => {
		const { lines, stop } = await start({ CHATROOM_DEMO_USERS: DEMO.join() });
		await stop();
		const told = lines().map(({ msg }) => msg);
		expect(told).not.toContain("Demo users could not be given a society.");
		expect(told.filter((message) => message.includes("run"))).toEqual([]);
	}, 60_000);

	it("[CG56] does not start with topics that are wrong", async () => {
		const error = await start({ CHATROOM_TOPICS: join(folder, "none.json") }).catch(
			(thrown: unknown) => thrown,
		);
		expect(error).toBeInstanceOf(ConfigError);
		expect(String(error)).toContain("CHATROOM_TOPICS: none.json: it cannot be read");
	});

	it("[CG62] gives demo users chatlings and the last two runs, once however often it starts", async () => {
		await rename(await emptyDatabase(), join(folder, "db"));
		const first = await start({ CHATROOM_DEMO_USERS: DEMO.join() });
		await until(() => first.areDone(2), "two runs done", 60);
		const runs = await first.runs();
		for (const run of runs) expect(run).toMatchObject({ users: 3, users_done: 3, conversations: 3 });
		expect(runs[0]!.slot - runs[1]!.slot).toBe(DAY / 2);
		const before = await societies(first);
		expect(before.users.map(({ userId }) => userId)).toEqual([...DEMO].sort());
		expect(before.conversations).toHaveLength(6);
		for (const { id } of before.conversations) {
			const lines = before.messages.filter(({ conversationId }) => conversationId === id);
			expect(lines.length).toBeGreaterThanOrEqual(4);
		}
		expect(first.lines().map(({ msg }) => msg)).toContain("demo users have a society now");

		await first.stop();
		const second = await start({ CHATROOM_DEMO_USERS: DEMO.join() });
		await until(() => second.areDone(2), "the runs still there", 60);
		expect(await second.runs()).toEqual(runs);
		expect(await societies(second)).toEqual(before);
	}, 120_000);

	it("[CG54] makes up for the last slot, and goes on with a run that was left", async () => {
		await rename(await emptyDatabase(), join(folder, "db"));
		const first = await start({ CHATROOM_CRON: "off" });
		const now = Date.now() / 1000;
		await first.service.database.run((sql) =>
			sql.insert(chatroomUsers).values([
				{ userId: "ana", shard: 5, joinedAt: 1 },
				{ userId: "late", shard: 5, joinedAt: now },
			]),
		);
		const { body } = await first.generate({ slot: now - DAY }).expect(202);
		await until(() => first.areDone(1), "the run done", 60);
		await first.service.database.run(async (sql) => {
			await sql.update(generationLog).set({ finishedAt: null }).where(eq(generationLog.slot, body.slot));
			await sql.execute(text`
				update chatroom_run_shards set is_done = false, done_up_to = '', users = 0 where shard = 5
			`);
		});
		await first.stop();

		const second = await start();
		await until(() => second.areDone(2), "both runs done", 60);
		const [planned, left] = await second.runs();
		expect(left).toMatchObject({ run_id: body.run_id, users_done: 1 });
		expect(planned!.slot % (6 * 3_600)).toBe(0);
		expect(planned).toMatchObject({ users: 1, users_done: 1, skipped: 1 });
	}, 120_000);
});
