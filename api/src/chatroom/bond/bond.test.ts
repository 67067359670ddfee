import { expect, it } from "vitest";
import { outbox } from "../../db/schema.js";
import { SILENCE_SECONDS } from "../../messages/talk-limits.js";
import { conversationId } from "../runs/conversation-id.js";
import { onBothDatabases } from "../runs/testing/run-tables.js";
import { LATE_SECONDS } from "./bond-limits.js";
import { bondScenes, runId } from "./testing/bond-scenes.js";
import { MORNING, societiesOf, spoken } from "./testing/test-bond.js";

onBothDatabases("what comes of meetings in a place", (openEmpty) => {
	const begin = bondScenes(openEmpty);

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

	it("[CB16] are of chatlings who are the user's and do not meditate; who is unknown has none", async () => {
		const [ana, ben] = societiesOf(2);
		const resting = ana!.chatlings.map((one) => ({ ...one, isMeditating: one.id === "c1" }));
		const { start, conversations, linesOf, rewards } = await begin([{ ...ana!, chatlings: resting }, ben!]);
		const bond = start();
		await bond.say(spoken(["1:c0", "1:c1", "1:c2", "1:sold", "3:c0", "3:c1", "2:gone", "2:c0"]));
		await bond.dissolve("c", MORNING + 8);
		await bond.pass(LATE_SECONDS);
		expect(
			(await conversations()).map(({ userId, participants }) => [userId, participants.map(({ id }) => id)]),
		).toEqual([["1", ["c0", "c2"]]]);
		expect((await linesOf(conversationId(runId(), "1"))).map(({ speaker }) => speaker)).toEqual(["c0", "c2"]);
		const still = (await rewards()).filter(({ isMeditating }) => isMeditating);
		expect(still.map(({ userId, creatureId }) => [userId, creatureId])).toEqual([["1", "c1"]]);
		expect(bond.reports).toEqual([]);
	});

	it("[CB17] may be the last of a chatling: it is moved, and the user notified, and told where they read along", async () => {
		// Of chatlings who are about to leave, quarrelling ones: until one does.
		const all = { mood: "unhappy", unhappyCount: 9, isInTeam: false } as const;
		const { start, conversations, rewards, runaways, notifications, database } = await begin(
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
		expect((await runaways()).map(key).sort()).toEqual([...gone].sort());
		const left = new Set((await rewards()).map(key));
		expect(gone.filter((one) => left.has(one))).toEqual([]);
		expect(left.size + gone.length).toBe(120);
		const news = (await notifications()).filter(({ kind }) => kind === "runaway");
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
