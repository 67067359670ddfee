import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../db/open-database.js";
import { chatroomUsers, outbox } from "../../db/schema.js";
import { embeddedFolders } from "../../db/testing/embedded-folders.js";
import { openLmdbLog } from "../../log/lmdb-log.js";
import { type Child, startChild } from "../../log/testing/child.js";
import { startOutbox } from "../../outbox/start-outbox.js";
import { chatroomTopic } from "../chatroom-topic.js";
import { addUsers, talkOf, userRow } from "./testing/societies.js";

/** Kills at random moments; more by `KILLS=200`, which takes minutes. */
const KILLS = Number(process.env["KILLS"] ?? 2);
const USERS = ["ana", "*", "ana.b>"];

const newFolder = embeddedFolders();
let directory: string;
let child: Child | undefined;

beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), "earshot-chatroom-"));
	await cp(await newFolder(), join(directory, "db"), { recursive: true });
});
afterEach(async () => {
	await child?.kill("SIGKILL");
	await rm(directory, { recursive: true, force: true });
});

describe("a process that is killed between a change and telling of it", () => {
	it(`[CL31] leaves nothing untold, and tells nothing twice or out of order (${KILLS} kills)`, async () => {
		const setUp = openDatabase({ directory: join(directory, "db"), report: () => undefined });
		await addUsers(setUp, USERS);
		await setUp.run((sql) => sql.update(chatroomUsers).set({ followedUntil: 1e12 }));
		await setUp.close();
		const said: string[] = [];
		for (let kill = 0; kill < KILLS; kill += 1) {
			child = startChild(new URL("./testing/news-child.ts", import.meta.url), [directory, ...USERS]);
			await child.line("saved ");
			await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
			await child.kill("SIGKILL");
			said.push(...child.lines);
		}
		const database = openDatabase({ directory: join(directory, "db"), report: () => undefined });
		const log = await openLmdbLog({ directory: join(directory, "log") });
		// Long after the last of it was saved: it is nobody else's to tell.
		const now = (): number => Date.now() / 1000 + 60;
		const { sweep, stop } = startOutbox({ database, hasEarlier: true, log, now, report: () => undefined });
		try {
			await sweep();
			for (const userId of USERS) {
				const topic = chatroomTopic(userId);
				const { epoch } = await log.head(topic);
				const read = await log.read(topic, { epoch, offset: 0 }, 1_000_000);
				const entries = read.ok ? read.entries : [];
				const { coins } = (await userRow(database, userId))!;
				const all = Array.from({ length: coins }, (_, at) => talkOf(userId, at + 1));
				expect(
					entries
						.filter(({ type }) => type !== "numbered")
						.map(({ type, data }) => ({ type, data: JSON.parse(data) as unknown })),
				).toEqual(all);
				const answered = said.filter((line) => line.includes(JSON.stringify(userId)));
				expect(answered.length).toBeGreaterThan(KILLS);
				// What was said to be saved is: there is no later number than the last that is held.
				for (const line of answered) expect(Number(/#(\d+)"\]$/.exec(line)?.[1])).toBeLessThanOrEqual(coins);
			}
			await stop();
			expect(await database.run((sql) => sql.$count(outbox))).toBe(0);
		} finally {
			await log.close();
			await database.close();
		}
	}, 1_200_000);
});
