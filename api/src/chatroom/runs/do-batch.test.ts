import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Database } from "../../db/database.js";
import { doBatch } from "./do-batch.js";
import { claimShard, type Lease } from "./leases.js";
import { readTopics } from "./read-topics.js";
import { digest } from "./testing/digest.js";
import { manySocieties, RUN, type Seeding } from "./testing/seed-societies.js";
import { onBothDatabases, runTables } from "./testing/run-tables.js";
import { begunRun } from "./testing/test-run.js";
import { writeAhead } from "./write-ahead.js";
import { readMembers } from "./read-members.js";

/** All in one shard. */
const SOCIETIES = manySocieties(12, 1);
const NOW = RUN.slot + 5;

onBothDatabases("a batch", (openEmpty) => {
	const begin = async (seeding?: Seeding) => {
		const database = await openEmpty();
		await begunRun(database, SOCIETIES, seeding);
		const topics = await database.run((sql) => readTopics(sql, RUN));
		const occasion = { run: RUN, topics };
		const claim = (now: number) =>
			database.run((sql) => claimShard(sql, RUN.runId, { now, until: now + 10 }));
		const batch = (lease: Lease, limit = 5) =>
			database.transaction((sql) =>
				doBatch(sql, lease, { occasion, limit, now: NOW, until: NOW + 10, ahead: undefined }),
			);
		return { database, occasion, claim, batch };
	};
	const doneUsers = (database: Database) =>
		database.run(async (sql) => {
			const [shard] = await sql.select().from(runTables.shards).where(eq(runTables.shards.shard, 0));
			return shard!.users;
		});

	it("[CG6] does the next users in the order of their ids, until the shard is done", async () => {
		const { database, claim, batch } = await begin();
		const lease = (await claim(NOW))!;
		const order = SOCIETIES.map(({ userId }) => userId).sort();
		expect(await batch(lease)).toEqual({ shard: "goes on", doneUpTo: order[4], told: [] });
		expect(await batch(lease)).toMatchObject({ shard: "goes on", doneUpTo: order[9] });
		expect(await batch(lease)).toMatchObject({ shard: "done", doneUpTo: order[11] });
		expect(await doneUsers(database)).toBe(12);
		const before = await database.run(digest);
		// As after an answer that was lost.
		expect(await batch(lease)).toMatchObject({ shard: "done", doneUpTo: order[11] });
		expect(await database.run(digest)).toEqual(before);
	});

	it("[CG6] is known to be the last where it is full, too", async () => {
		const { claim, batch } = await begin();
		const lease = (await claim(NOW))!;
		expect(await batch(lease, 6)).toMatchObject({ shard: "goes on" });
		expect(await batch(lease, 6)).toMatchObject({ shard: "done" });
	});

	it("[CG7] is not done by who has lost the shard, though nobody has done anything with it since", async () => {
		const { database, claim, batch } = await begin();
		const mine = (await claim(NOW))!;
		await batch(mine);
		const theirs = (await claim(NOW + 10))!;
		expect(theirs.shard).toBe(mine.shard);
		const before = await database.run(digest);
		expect(await batch(mine)).toMatchObject({ shard: "lost", told: [] });
		expect(await database.run(digest)).toEqual(before);
		expect(await batch(theirs)).toMatchObject({ shard: "goes on" });
		expect(await doneUsers(database)).toBe(10);
	});

	it("[CG7] holds off others as long as it lasts: a shard is never taken over in the middle of one", async () => {
		const { database, claim, batch } = await begin();
		const mine = (await claim(NOW))!;
		const both = await Promise.all([batch(mine, 12), claim(NOW + 1_000), batch(mine, 12), batch(mine, 12)]);
		const shards = both.flatMap((one) => (one && "told" in one ? [one.shard] : []));
		// Whoever was first had all of it: the claim, and then nobody else did anything, or a batch, which was there to claim no more.
		expect(new Set(shards).size).toBe(1);
		expect(await doneUsers(database)).toBe(shards[0] === "done" ? 12 : 0);
		expect(both[1] === undefined).toBe(shards[0] === "done");
	});

	it("[CG7] that was done fails where it is done again, and leaves nothing behind", async () => {
		const { database, claim, batch } = await begin();
		const lease = (await claim(NOW))!;
		await batch(lease);
		const before = await database.run(digest);
		await database.run((sql) =>
			sql.update(runTables.shards).set({ doneUpTo: "" }).where(eq(runTables.shards.shard, 0)),
		);
		await expect(batch(lease)).rejects.toThrow();
		await database.run((sql) =>
			sql
				.update(runTables.shards)
				.set({ doneUpTo: SOCIETIES.map(({ userId }) => userId).sort()[4]! })
				.where(eq(runTables.shards.shard, 0)),
		);
		expect(await database.run(digest)).toEqual(before);
	});

	it("[CG8] tells those who are followed, numbered on from what they were told, and nobody else", async () => {
		const { database, claim, batch } = await begin({
			followedUntil: (_, index) => [NOW + 0.5, NOW, NOW + 99][index % 3]!,
		});
		const { told } = await batch((await claim(NOW))!, 12);
		const { conversations, runaways, users, outbox } = runTables;
		const expected = await database.run(async (sql) => {
			const had = await sql
				.select({ id: conversations.id, userId: conversations.userId })
				.from(conversations);
			const gone = await sql.select({ id: runaways.creatureId, userId: runaways.userId }).from(runaways);
			return SOCIETIES.flatMap(({ userId }, index) => {
				if (index % 3 === 1) return [];
				const events = [
					...had.filter((one) => one.userId === userId).map(({ id }) => ["conversation", { id }]),
					...gone.filter((one) => one.userId === userId).map(({ id }) => ["runaway", { creature_id: id }]),
				];
				return events.map(([type, data], at) => ({
					topic: `chatroom:${userId}`,
					number: 1_001 + at,
					type,
					data: JSON.stringify(data),
					savedAt: NOW,
				}));
			});
		});
		const byNumber = (one: { topic: string; number: number }, other: typeof one) =>
			one.topic.localeCompare(other.topic) || one.number - other.number;
		expect(expected.length).toBeGreaterThan(4);
		expect([...told].sort(byNumber)).toEqual([...expected].sort(byNumber));
		expect((await database.run((sql) => sql.select().from(outbox))).sort(byNumber)).toEqual(
			[...told].sort(byNumber),
		);
		const numbers = await database.run((sql) =>
			sql.select({ id: users.userId, last: users.lastNumber }).from(users),
		);
		for (const { id, last } of numbers) {
			expect(last).toBe(1_000 + told.filter(({ topic }) => topic === `chatroom:${id}`).length);
		}
	});

	it("[CG9] takes the words that were found before, but where the society is other than they were found for", async () => {
		const { database, occasion, claim } = await begin();
		const lease = (await claim(NOW))!;
		const members = await database.run((sql) =>
			readMembers(sql, { shard: 0, after: "", slot: RUN.slot, limit: 12, isHeld: false }),
		);
		const ahead = await writeAhead(members, occasion, {
			lines: ({ turns }, { user }) => ({ lines: turns.map(() => `${user} talks`), used: "abc" }),
			signal: new AbortController().signal,
			report: () => undefined,
		});
		const talking = SOCIETIES.filter(
			({ chatlings }) => chatlings.filter((one) => !one.isMeditating).length > 2,
		);
		const [changed, other] = talking.map(({ userId }) => userId);
		await database.run((sql) =>
			sql.update(runTables.rewards).set({ isMeditating: true }).where(eq(runTables.rewards.userId, changed!)),
		);
		await database.run((sql) =>
			sql
				.update(runTables.users)
				.set({ said: ["xyz"], followedUntil: NOW + 9 })
				.where(eq(runTables.users.userId, other!)),
		);
		await database.transaction((sql) =>
			doBatch(sql, lease, { occasion, limit: 12, now: NOW, until: NOW + 10, ahead }),
		);
		const { conversations, messages } = runTables;
		const said = await database.run((sql) =>
			sql
				.select({ user: conversations.userId, line: messages.line })
				.from(messages)
				.innerJoin(conversations, eq(messages.conversationId, conversations.id)),
		);
		const inOwnWords = new Set(
			said.filter(({ user, line }) => line === `${user} talks`).map(({ user }) => user),
		);
		const inTemplates = new Set(
			said.filter(({ user, line }) => line !== `${user} talks`).map(({ user }) => user),
		);
		// The first has nobody left to talk, of the second the memory is another.
		expect([...inTemplates]).toEqual([other]);
		expect(inOwnWords.has(changed!)).toBe(false);
		expect(inOwnWords.size).toBeGreaterThan(3);
	});
});
