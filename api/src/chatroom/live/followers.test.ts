import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../db/database.js";
import { openDatabase } from "../../db/open-database.js";
import { chatroomUsers, outbox } from "../../db/schema.js";
import { embeddedFolders } from "../../db/testing/embedded-folders.js";
import type { Log } from "../../log/log.js";
import { createMemoryLog } from "../../log/memory-log.js";
import { startOutbox } from "../../outbox/start-outbox.js";
import { until } from "../../testing/until.js";
import { chatroomTopic } from "../chatroom-topic.js";
import { type Followers, startFollowers } from "./followers.js";
import { FOLLOWED_SECONDS } from "./live-limits.js";
import { addUsers, userRow } from "./testing/societies.js";

const newFolder = embeddedFolders();
let database: Database;
/** Statements that were asked for. */
let asked = 0;
let isAway = false;
let clock = 1_000;
let reports: string[] = [];

beforeAll(async () => {
	database = openDatabase({ directory: await newFolder(), report: () => undefined });
});
beforeEach(async () => {
	for (const table of [chatroomUsers, outbox]) await database.run((sql) => sql.delete(table));
	asked = 0;
	isAway = false;
	clock = 1_000;
	reports = [];
});
afterAll(() => database.close());

async function follow(
	work: (followers: Followers, log: Log) => Promise<void>,
	renewSeconds: number,
): Promise<void> {
	const log = createMemoryLog();
	const report = (text: string): void => void reports.push(text);
	const now = (): number => clock;
	const { teller, ...rest } = startOutbox({ database, hasEarlier: true, log, now, report });
	const calls = {
		...rest.calls,
		run: <T>(...given: Parameters<typeof database.run<T>>) => {
			asked += 1;
			if (isAway) return Promise.reject(new Error("away"));
			return rest.calls.run(...given);
		},
	};
	const followers = startFollowers({ outbox: { ...rest, calls, teller }, now, report, renewSeconds });
	try {
		await work(followers, log);
	} finally {
		followers.stop();
		await teller.close();
	}
}

const followedUntil = async (userId: string) => (await userRow(database, userId))!.followedUntil;

describe("users who are followed", () => {
	const many = Array.from({ length: 500 }, (_, at) => `user ${at}`);

	it("[CL13] are seen to together where they come at once, and so that each is before it goes on", async () => {
		await addUsers(database, many);
		await follow(async ({ follow: come }) => {
			await Promise.all(
				many.map(async (userId) => {
					await come(userId);
				}),
			);
			expect(asked).toBeLessThanOrEqual(2);
			for (const userId of [many[0]!, many[250]!, many[499]!]) {
				expect(await followedUntil(userId)).toBe(1_000 + FOLLOWED_SECONDS);
			}
		}, 1e6);
	});

	it("[CL14] stay so while any reader is there, all by one statement, and not longer", async () => {
		await addUsers(database, ["ana", "ben", "cleo"]);
		await follow(async ({ hold }) => {
			const leave = [hold("ana"), hold("ana"), hold("ben")];
			await until(() => asked > 0, "they are seen");
			clock = 2_000;
			leave[0]!();
			// Whoever leaves twice has left once.
			leave[0]!();
			leave[2]!();
			await until(async () => (await followedUntil("ana")) === 2_000 + FOLLOWED_SECONDS, "ana is still seen");
			const before = asked;
			clock = 3_000;
			leave[1]!();
			await new Promise((resolve) => setTimeout(resolve, 150));
			// One may have been on its way.
			expect(asked).toBeLessThanOrEqual(before + 1);
			expect(await followedUntil("ben")).toBeLessThanOrEqual(2_000 + FOLLOWED_SECONDS);
			expect(await followedUntil("cleo")).toBe(0);
		}, 0.04);
	});

	it("[CL15] are made up for where they could not be seen for a while, or had no society yet", async () => {
		await follow(async ({ follow: come, hold }, log) => {
			await come("ana");
			const leave = hold("ana");
			isAway = true;
			await until(() => asked > 4, "several looks have failed");
			expect(reports).toEqual([expect.stringContaining("could not be noted")]);
			await addUsers(database, ["ana"]);
			isAway = false;
			await until(async () => (await followedUntil("ana")) > 0, "ana is seen");
			await until(async () => (await log.head(chatroomTopic("ana"))).offset > 0, "ana is told");
			const { epoch } = await log.head(chatroomTopic("ana"));
			const read = await log.read(chatroomTopic("ana"), { epoch, offset: 0 }, 10);
			expect(read.ok && read.entries.map(({ type }) => type)).toEqual(["numbered", "state"]);
			leave();
		}, 0.02);
	});
});
