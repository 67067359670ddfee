import { expect, it } from "vitest";
import type { Database } from "../../db/database.js";
import { outbox } from "../../db/schema.js";
import { chatroomTopic } from "../chatroom-topic.js";
import { followUsers } from "./follow-users.js";
import { CLOCK_SLACK_SECONDS, FOLLOWED_SECONDS } from "./live-limits.js";
import { addUsers, onBothDatabases, saveChange, userRow } from "./testing/societies.js";

const HOSTILE = ["*", ">", "a.b", "chatroom:a", "é\"'\\%_🌍", "{a,b}", "x'); drop table outbox; --", "null"];

const follow = (database: Database, userIds: readonly string[], at: number) =>
	database.run((sql) => followUsers(sql, { userIds, at }));

onBothDatabases("following users", (openEmpty) => {
	it("[CL10] holds for a minute, for all that are named and have a society, whatever their ids", async () => {
		const database = await openEmpty();
		await addUsers(database, [...HOSTILE, "somebody else"]);
		const told = await follow(database, [...HOSTILE, "nobody", ""], 1_000.5);
		expect(told.map(({ topic }) => topic).sort()).toEqual(HOSTILE.map(chatroomTopic).sort());
		for (const userId of HOSTILE) {
			expect((await userRow(database, userId))?.followedUntil).toBe(1_000.5 + FOLLOWED_SECONDS);
		}
		expect((await userRow(database, "somebody else"))?.followedUntil).toBe(0);
		expect(await userRow(database, "nobody")).toBeUndefined();
		expect(await follow(database, [], 1_000)).toEqual([]);
	});

	it("[CL11] has readers told that something may have been missed where it had lapsed, and only there", async () => {
		const database = await openEmpty();
		await addUsers(database, ["ana"]);
		const first = (await userRow(database, "ana"))!.lastNumber;
		const state = (number: number, savedAt: number) => ({
			topic: "chatroom:ana",
			number,
			type: "state",
			data: "{}",
			savedAt,
		});
		expect(await follow(database, ["ana"], 1_000)).toEqual([state(first + 1, 1_000)]);
		expect(await follow(database, ["ana"], 1_020)).toEqual([]);
		const until = 1_020 + FOLLOWED_SECONDS;
		expect(await follow(database, ["ana"], until - CLOCK_SLACK_SECONDS - 1)).toEqual([]);
		const late = until + FOLLOWED_SECONDS;
		expect(await follow(database, ["ana"], late)).toEqual([state(first + 2, late)]);
		expect(await database.run((sql) => sql.select().from(outbox))).toEqual([
			state(first + 1, 1_000),
			state(first + 2, late),
		]);
		expect((await userRow(database, "ana"))!.lastNumber).toBe(first + 2);
	});

	it("[CL12] leaves no change untold: it is told, or its readers are told to look anew after it", async () => {
		const database = await openEmpty();
		const users = ["ana", "ben", "cleo"];
		await addUsers(database, users);
		for (let round = 0; round < 8; round += 1) {
			// Each round begins with nobody followed.
			const at = 1_000 * (round + 1);
			await Promise.all(
				[0, 1, 2, 3].flatMap((turn) => [
					follow(database, turn % 2 === 0 ? users : users.toReversed(), at),
					...users.map((userId) => database.transaction((sql) => saveChange(sql, { userId, at }))),
				]),
			);
		}
		for (const userId of users) {
			const { coins, lastNumber } = (await userRow(database, userId))!;
			expect(coins).toBe(32);
			const rows = (await database.run((sql) => sql.select().from(outbox)))
				.filter(({ topic }) => topic === chatroomTopic(userId))
				.sort((a, b) => a.number - b.number);
			expect(rows.filter(({ type }) => type === "state")).toHaveLength(8);
			// Numbered without gaps, up to the last.
			expect(rows.map(({ number }) => number)).toEqual(
				rows.map((_, index) => lastNumber - rows.length + 1 + index),
			);
			let told = 0;
			let isAfterState = false;
			for (const { type, data } of rows) {
				if (type === "state") isAfterState = true;
				else {
					const number = Number(/#(\d+)/.exec(data)?.[1]);
					// What is left out comes before a look at everything.
					if (isAfterState) expect(number).toBeGreaterThan(told);
					else expect(number).toBe(told + 1);
					told = number;
					isAfterState = false;
				}
			}
			expect(told === coins || isAfterState).toBe(true);
		}
	});
});
