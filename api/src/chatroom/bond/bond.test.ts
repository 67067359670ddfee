import { asc, eq } from "drizzle-orm";
import { afterEach, expect, it } from "vitest";
import type { Database } from "../../db/database.js";
import { DatabaseError } from "../../db/database-error.js";
import { outbox } from "../../db/schema.js";
import { createFatefulLog } from "../../log/testing/fateful-log.js";
import { SILENCE_SECONDS } from "../../messages/talk-limits.js";
import type { Society } from "../core/society.js";
import { conversationId } from "../runs/conversation-id.js";
import { onBothDatabases, runTables } from "../runs/testing/run-tables.js";
import { seedSocieties, type Seeding } from "../runs/testing/seed-societies.js";
import { LATE_SECONDS, LOOK_ALL_SECONDS, SAVE_TRIES } from "./bond-limits.js";
import { meetingRunId } from "./meeting-id.js";
import {
	MORNING,
	societiesOf,
	spoken,
	testBond,
	type TestBond,
	type TestBondOptions,
	WORLD,
} from "./testing/test-bond.js";

const runId = (number = 1, clusterId = "c"): string => meetingRunId(WORLD, { clusterId, number });

onBothDatabases("what comes of meetings in a place", (openEmpty) => {
	const running: TestBond[] = [];
	afterEach(async () => {
		for (const bond of running.splice(0)) await bond.die();
	});

	const begin = async (societies: readonly Society[], seeding?: Seeding) => {
		const database = await openEmpty();
		await database.run((sql) => seedSocieties(sql, societies, seeding));
		const shared = createFatefulLog();
		const clock = { now: MORNING + 10 };
		const start = (given: Partial<TestBondOptions> = {}): TestBond => {
			const bond = testBond({ shared, database, clock, ...given });
			running.push(bond);
			return bond;
		};
		return { database, clock, start, ...(await lookInto(database)) };
	};

	const lookInto = async (database: Database) => {
		const { conversations, messages, rewards, runaways, notifications, users } = runTables;
		return {
			conversations: () =>
				database.run((sql) =>
					sql.select().from(conversations).orderBy(asc(conversations.createdAt), asc(conversations.userId)),
				),
			linesOf: (id: string) =>
				database.run((sql) =>
					sql
						.select({ speaker: messages.speakerId, line: messages.line, opinion: messages.opinion })
						.from(messages)
						.where(eq(messages.conversationId, id))
						.orderBy(asc(messages.messageOrder)),
				),
			rows: <T extends (typeof runTables)[keyof typeof runTables]>(table: T) =>
				database.run((sql) => sql.select().from(table as typeof rewards)),
			rewards,
			runaways,
			notifications,
			users,
		};
	};

	it("[CB12] are a conversation of the user's chatlings, in the words that they said and no others", async () => {
		const { start, conversations, linesOf } = await begin(societiesOf(1));
		const bond = start();
		await bond.say(spoken(["1:c0", "Robin", "1:c2", "9:zed", "1:c0"]));
		await bond.dissolve("c", MORNING + 5);
		await bond.pass(LATE_SECONDS);
		const id = conversationId(runId(), "1");
		const [had, ...others] = await conversations();
		expect(others).toEqual([]);
		expect(had).toMatchObject({ id, runId: runId(), userId: "1", createdAt: MORNING + 4, readAt: null });
		expect(had?.participants.map((one) => one.id)).toEqual(["c0", "c2"]);
		const opinions = new Map(had?.participants.map((one) => [one.id, one.opinion]));
		expect(await linesOf(id)).toEqual(
			[
				["c0", 0],
				["c2", 2],
				["c0", 4],
			].map(([creature, index]) => ({
				speaker: creature,
				opinion: opinions.get(creature as string),
				line: `1:${creature} says c ${MORNING} ${index}`,
			})),
		);
	});

	it("[CB12] are one of each user of whom two spoke, and nothing of others", async () => {
		const { start, conversations } = await begin(societiesOf(3));
		const bond = start();
		await bond.say(spoken(["1:c0", "2:c0", "3:c0", "2:c1", "1:c3", "3:c0"]));
		await bond.dissolve("c", MORNING + 6);
		await bond.say(spoken(["1:c1", "2:c2"], { clusterId: "d" }));
		await bond.dissolve("d", MORNING + 6);
		await bond.pass(LATE_SECONDS);
		expect((await conversations()).map(({ userId, participants }) => [userId, participants.length])).toEqual([
			["1", 2],
			["2", 2],
		]);
		expect(bond.reports).toEqual([]);
	});

	it("[CB13] wait until the group is gone for long enough for its last lines, or silent for a minute", async () => {
		const { start, conversations, linesOf, clock } = await begin(societiesOf(1));
		const bond = start();
		await bond.say(spoken(["1:c0", "1:c1"]));
		await bond.pass(SILENCE_SECONDS - 1);
		expect(await conversations()).toEqual([]);
		await bond.say(spoken(["Robin"], { from: MORNING + 20 }));
		await bond.pass(SILENCE_SECONDS - 1);
		await bond.dissolve("c", MORNING + 21);
		await bond.pass(LATE_SECONDS - 1);
		expect(await conversations()).toEqual([]);
		await bond.say(spoken(["1:c2"], { from: MORNING + 19 }));
		await bond.pass(LATE_SECONDS);
		expect(await linesOf(conversationId(runId(), "1"))).toHaveLength(3);
		clock.now += 1;
		await bond.say(spoken(["1:c0", "1:c3"], { clusterId: "d", from: MORNING + 30 }));
		await bond.pass(SILENCE_SECONDS);
		expect((await conversations()).map((one) => one.runId)).toEqual([runId(), runId(1, "d")]);
	});

	it("[CB13] go on where something is said just when they would be over", async () => {
		const { start, conversations, clock } = await begin(societiesOf(1));
		const bond = start({ fates: { turns: () => 5 } });
		await bond.say(spoken(["1:c0", "1:c1"]));
		await bond.sweep();
		clock.now += SILENCE_SECONDS;
		const saying = bond.say(spoken(["1:c2"], { from: MORNING + 50 }));
		await Promise.all([bond.sweep(), saying]);
		await bond.pass(SILENCE_SECONDS - 1);
		expect(await conversations()).toEqual([]);
		await bond.pass(1);
		expect((await conversations()).map(({ participants }) => participants.length)).toEqual([3]);
	});

	it("[CB13] of one group are another after each silence, each once", async () => {
		const { start, conversations, linesOf } = await begin(societiesOf(1));
		const bond = start();
		const bouts = [0, 100, 400].map((after) => spoken(["1:c0", "1:c1"], { from: MORNING + after }));
		await bond.say(bouts[0]!);
		await bond.pass(SILENCE_SECONDS);
		// The place has been cut off: two bouts come at once.
		await bond.say([...bouts[1]!, ...bouts[2]!]);
		await bond.pass(SILENCE_SECONDS + 400);
		await bond.pass(SILENCE_SECONDS);
		expect((await conversations()).map((one) => one.runId)).toEqual([runId(), runId(2), runId(3)]);
		for (const [index, bout] of bouts.entries()) {
			const said = await linesOf(conversationId(runId(index + 1), "1"));
			expect(said.map(({ line }) => line)).toEqual(bout.map(({ content }) => content));
		}
	});

	it("[CB14] are saved by the next process, wherever the one before was killed", async () => {
		for (const killed of [
			"while it goes on",
			"before it is over",
			"before it is saved",
			"after it",
		] as const) {
			const { start, conversations, database, clock } = await begin(societiesOf(1));
			const away = () => Promise.reject(new DatabaseError("unavailable", "it is away"));
			const isSaved = killed === "after it";
			const first = start(isSaved ? {} : { calls: { run: away, transaction: away } });
			await first.say(spoken(["1:c0", "1:c1"]));
			if (killed !== "while it goes on") await first.dissolve("c", MORNING + 2);
			if (killed === "before it is saved" || isSaved) await first.pass(LATE_SECONDS);
			await first.die();
			expect(await conversations(), killed).toHaveLength(isSaved ? 1 : 0);
			clock.now += 1;
			const second = start();
			if (killed === "while it goes on") await second.dissolve("c", MORNING + 2);
			await second.pass(LATE_SECONDS);
			expect(
				(await conversations()).map((one) => one.runId),
				killed,
			).toEqual([runId()]);
			const { state } = await second.talks.open(WORLD);
			expect(state.parted).toEqual([]);
			await second.die();
			const before = await database.run((sql) => sql.select().from(runTables.users));
			const third = start();
			await third.pass(LATE_SECONDS);
			expect(await database.run((sql) => sql.select().from(runTables.users))).toEqual(before);
		}
	});

	it("[CB14] are saved where nobody heard that they were, and change nothing twice", async () => {
		const { start, conversations, database, rows, rewards, users } = await begin(societiesOf(1));
		let isCutOff = true;
		const transaction: Database["transaction"] = async (work) => {
			const done = await database.transaction(work);
			if (isCutOff) throw new DatabaseError("unavailable", "it was cut off");
			return done;
		};
		const bond = start({ calls: { run: database.run, transaction } });
		await bond.say(spoken(["1:c0", "1:c1", "1:c0"]));
		await bond.dissolve("c", MORNING + 3);
		await bond.pass(LATE_SECONDS);
		expect(await conversations()).toHaveLength(1);
		expect((await bond.talks.open(WORLD)).state.parted).toHaveLength(1);
		const saved = [await rows(rewards), await rows(users)];
		isCutOff = false;
		await bond.pass(1);
		expect(await conversations()).toHaveLength(1);
		expect([await rows(rewards), await rows(users)]).toEqual(saved);
		expect((await bond.talks.open(WORLD)).state.parted).toEqual([]);
	});

	it("[CB15] wait for a database that is away, which holds up no talk and is told of once", async () => {
		const { start, conversations, database } = await begin(societiesOf(1));
		let isAway = true;
		const ifThere =
			<A extends readonly unknown[], T>(call: (...given: A) => Promise<T>) =>
			async (...given: A): Promise<T> => {
				if (isAway) throw new DatabaseError("unavailable", "it is away");
				return call(...given);
			};
		const bond = start({
			calls: {
				run: ifThere(database.run) as Database["run"],
				transaction: ifThere(database.transaction) as Database["transaction"],
			},
		});
		for (const clusterId of ["c", "d", "e"]) {
			await bond.say(spoken(["1:c0", "1:c1"], { clusterId }));
			await bond.dissolve(clusterId, MORNING + 2);
		}
		for (let look = 0; look < SAVE_TRIES + 3; look += 1) await bond.pass(LATE_SECONDS);
		await bond.say(spoken(["Robin"], { from: MORNING + 20 }));
		expect(bond.reports).toHaveLength(1);
		expect((await bond.talks.open(WORLD)).state.parted).toHaveLength(3);
		isAway = false;
		await bond.pass(1);
		expect((await conversations()).map((one) => one.runId)).toEqual(
			["c", "d", "e"].map((id) => runId(1, id)),
		);
		isAway = true;
		await bond.say(spoken(["1:c0", "1:c1"], { clusterId: "f" }));
		await bond.dissolve("f", MORNING + 2);
		await bond.pass(LATE_SECONDS);
		expect(bond.reports).toHaveLength(2);
	});

	it("[CB15] that cannot be saved for another reason are given up after some tries, and others are not", async () => {
		const { start, conversations, database } = await begin(societiesOf(2));
		const bond = start({
			calls: {
				run: database.run,
				transaction: (work) =>
					database.transaction(async (sql) => {
						const done = await work(sql);
						const [broken] = await sql
							.select()
							.from(runTables.conversations)
							.where(eq(runTables.conversations.runId, runId()));
						if (broken) throw new Error("a rule is broken");
						return done;
					}),
			},
		});
		await bond.say(spoken(["1:c0", "1:c1"]));
		await bond.dissolve("c", MORNING + 2);
		await bond.pass(LATE_SECONDS);
		await bond.say(spoken(["2:c0", "2:c1"], { clusterId: "d" }));
		await bond.dissolve("d", MORNING + 2);
		for (let look = 0; look < SAVE_TRIES; look += 1) await bond.pass(LATE_SECONDS);
		expect((await conversations()).map((one) => one.runId)).toEqual([runId(1, "d")]);
		expect(bond.reports.filter((text) => text.includes("given up"))).toHaveLength(1);
		expect((await bond.talks.open(WORLD)).state.parted).toEqual([]);
	});

	it("[CB16] are of chatlings who are the user's and do not meditate; who is unknown has none", async () => {
		const [ana, ben] = societiesOf(2);
		const resting = ana!.chatlings.map((one) => ({ ...one, isMeditating: one.id === "c1" }));
		const { start, conversations, linesOf, rows, rewards } = await begin([
			{ ...ana!, chatlings: resting },
			ben!,
		]);
		const bond = start();
		await bond.say(spoken(["1:c0", "1:c1", "1:c2", "1:sold", "3:c0", "3:c1", "2:gone", "2:c0"]));
		await bond.dissolve("c", MORNING + 8);
		await bond.pass(LATE_SECONDS);
		expect(
			(await conversations()).map(({ userId, participants }) => [userId, participants.map(({ id }) => id)]),
		).toEqual([["1", ["c0", "c2"]]]);
		expect((await linesOf(conversationId(runId(), "1"))).map(({ speaker }) => speaker)).toEqual(["c0", "c2"]);
		const still = (await rows(rewards)).filter(({ isMeditating }) => isMeditating);
		expect(still.map(({ userId, creatureId }) => [userId, creatureId])).toEqual([["1", "c1"]]);
		expect(bond.reports).toEqual([]);
	});

	it("[CB17] may be the last of a chatling: it is moved, and the user notified, and told where they read along", async () => {
		// Of chatlings who are about to leave, quarrelling ones: until one does.
		const all = { mood: "unhappy", unhappyCount: 9, isInTeam: false } as const;
		const { start, conversations, rows, rewards, runaways, notifications, database } = await begin(
			societiesOf(60, all, 2),
			{ followedUntil: (_society, index) => (index % 2 === 0 ? MORNING * 2 : 0) },
		);
		const bond = start();
		for (let user = 1; user <= 60; user += 1) {
			await bond.say(spoken([`${user}:c0`, `${user}:c1`], { clusterId: `c${user}` }));
			await bond.dissolve(`c${user}`, MORNING + 2);
		}
		await bond.pass(LATE_SECONDS);
		const had = await conversations();
		const gone = had.flatMap(({ userId, participants }) =>
			participants.filter(({ isRunaway }) => isRunaway).map(({ id }) => `${userId} ${id}`),
		);
		expect(gone.length).toBeGreaterThan(0);
		const key = ({ userId, creatureId }: { userId: string; creatureId: string }): string =>
			`${userId} ${creatureId}`;
		expect((await rows(runaways)).map(key).sort()).toEqual([...gone].sort());
		const left = new Set((await rows(rewards)).map(key));
		expect(gone.filter((one) => left.has(one))).toEqual([]);
		expect(left.size + gone.length).toBe(120);
		const news = (await database.run((sql) => sql.select().from(notifications))).filter(
			({ kind }) => kind === "runaway",
		);
		expect(
			news.map(({ userId, data }) => `${userId} ${(data as { creature_id: string }).creature_id}`).sort(),
		).toEqual([...gone].sort());
		const followed = (userId: string): boolean => Number(userId) % 2 === 1;
		const tolds = bond.told.map(({ topic, type }) => `${topic} ${type}`).sort();
		expect(tolds).toEqual(
			[
				...had
					.filter(({ userId }) => followed(userId))
					.map(({ userId }) => `chatroom:${userId} conversation`),
				...gone
					.map((one) => one.split(" ")[0]!)
					.filter(followed)
					.map((userId) => `chatroom:${userId} runaway`),
			].sort(),
		);
		expect(await database.run((sql) => sql.select().from(outbox))).toHaveLength(tolds.length);
	});

	it("[CB14] of worlds that nobody asks for any more are found by a look into all, now and then", async () => {
		const { start, conversations, clock } = await begin(societiesOf(1));
		const other = start();
		const dying = start();
		await other.pass(1);
		await dying.say(spoken(["1:c0", "1:c1"]), "far-away");
		await dying.die();
		await other.pass(SILENCE_SECONDS);
		await other.pass(SILENCE_SECONDS);
		expect(await conversations()).toEqual([]);
		clock.now += LOOK_ALL_SECONDS;
		await other.pass(SILENCE_SECONDS);
		expect(await conversations()).toHaveLength(1);
	});

	it("[CB18] hold nothing of a user who was erased before they were saved", async () => {
		const { start, conversations, linesOf } = await begin(societiesOf(2));
		const bond = start();
		const lines = spoken(["1:c0", "2:c0", "7", "1:c1", "2:c1"]);
		await bond.say(
			lines.map((one) =>
				one.speaker.type === "npc" ? { ...one, content: `Hello, 7! ${one.content}` } : one,
			),
		);
		await bond.talks.eraseUser("1");
		await bond.talks.eraseUser("7");
		await bond.dissolve("c", MORNING + 5);
		await bond.pass(LATE_SECONDS);
		expect((await conversations()).map(({ userId }) => userId)).toEqual(["2"]);
		const said = await linesOf(conversationId(runId(), "2"));
		expect(said.map(({ line }) => line)).toEqual(
			[`2:c0 says c ${MORNING} 1`, `2:c1 says c ${MORNING} 4`].map((text) => `Hello, somebody! ${text}`),
		);
	});
});
