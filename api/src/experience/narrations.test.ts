import { expect, it } from "vitest";
import type { ContentWire } from "../../../game/src/shared/wire/index.js";
import { createMemoryLog } from "../log/memory-log.js";
import { userTopic } from "./experience.js";
import { LEASE_SECONDS } from "./experience-limits.js";
import { experienceTables, onBothDatabases } from "./testing/experience-tables.js";
import { createTestBus, playerOf, testExperiences, toldIn } from "./testing/test-experiences.js";

const ANA = playerOf("ana");
const BEN = playerOf("ben");

onBothDatabases("narrations", (openEmpty) => {
	const two = async () => {
		const database = await openEmpty();
		const shared = { log: createMemoryLog({ shared: true }), bus: createTestBus() };
		const one = await testExperiences(database, shared);
		const other = await testExperiences(database, shared);
		return { ...one, other: other.manager, otherClock: other.clock, database };
	};
	const contents = async (log: Parameters<typeof toldIn>[0]) =>
		(await toldIn<ContentWire>(log, userTopic(ANA))).filter(({ type }) => type === "content");

	it("[XS30] are each claimed by one of many, and those of a player one after the other", async () => {
		const { manager, other } = await two();
		for (const content of ["one", "two", "three"]) await manager.chat(ANA, { content });
		for (let at = 0; at < 20; at += 1) await manager.chat(playerOf(`u${at}`), { content: "hello" });
		const claimed = await Promise.all(
			Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? manager : other).narrations.claim(4)),
		);
		const ids = claimed.flat().map(({ id }) => id);
		expect(ids).toHaveLength(21);
		expect(new Set(ids).size).toBe(21);
		const ana = claimed.flat().filter(({ player }) => player.userId === "ana");
		expect(ana.map(({ request }) => request.said)).toEqual(["one"]);
		await manager.narrations.finish(ana[0]!, ["…"]);
		expect((await other.narrations.claim(10)).map(({ request }) => request.said)).toEqual(["two"]);
		expect(await manager.narrations.claim(10)).toEqual([]);
	});

	it("[XS31] whose narrator is gone are finished by another, and by nobody twice", async () => {
		const { manager, other, otherClock, log } = await two();
		await manager.chat(ANA, { id: "m", content: "hello" });
		const [mine] = await manager.narrations.claim(1);
		otherClock.now += LEASE_SECONDS - 1;
		expect(await other.narrations.claim(1)).toEqual([]);
		otherClock.now += 1;
		const [theirs] = await other.narrations.claim(1);
		expect(theirs).toMatchObject({ id: mine!.id, attempts: 2 });
		expect(await manager.narrations.finish(mine!, ["late"])).toBe(false);
		const both = await Promise.all([
			other.narrations.finish(theirs!, ["told"]),
			other.narrations.finish(theirs!, ["told"]),
		]);
		expect(both.sort()).toEqual([false, true]);
		expect(await contents(log)).toMatchObject([{ message_id: "m", text: "told", index: 0, done: true }]);
	});

	it("[XS32] that were given back wait for as long as was said, and wake whoever listens where that is at once", async () => {
		const { manager, other, clock, otherClock } = await two();
		await manager.chat(ANA, { content: "hello" });
		let woken = 0;
		const stop = other.narrations.onAdded(() => (woken += 1));
		const [first] = await manager.narrations.claim(1);
		await manager.narrations.giveBack(first!, 5);
		expect(woken).toBe(0);
		expect(await other.narrations.claim(1)).toEqual([]);
		otherClock.now += 5;
		const [second] = await other.narrations.claim(1);
		expect(second?.attempts).toBe(2);
		// One who lost it cannot give away what is another's.
		await manager.narrations.giveBack(first!, 0);
		clock.now = otherClock.now;
		expect(await manager.narrations.claim(1)).toEqual([]);
		await other.narrations.giveBack(second!, 0);
		expect(woken).toBe(2);
		expect(await manager.narrations.claim(1)).toHaveLength(1);
		stop();
		await manager.chat(BEN, { content: "hello" });
		expect(woken).toBe(2);
	});

	it("[XS33] come after all that was told of their action, with one piece at least", async () => {
		const { manager, log } = await two();
		await manager.chat(ANA, { id: "m", content: "take the bottle" });
		const [narration] = await manager.narrations.claim(1);
		await manager.act(ANA, { action: { action: "move", location: "pond" } });
		expect(await manager.narrations.finish(narration!, [])).toBe(true);
		const told = await toldIn(log, userTopic(ANA));
		expect(told.map(({ type }) => type)).toEqual(["world_update", "quest_update", "world_update", "content"]);
		expect(told.at(-1)).toMatchObject({ message_id: "m", text: "", index: 0, done: true });
	});

	it("[XS33] hold what was said and what came of it, and what was plain talk changes nothing", async () => {
		const { manager, log, database } = await two();
		const taken = await manager.chat(ANA, { content: "Where am I?\u0000 “Quoted” 界🐟" });
		const [narration] = await manager.narrations.claim(1);
		expect(narration?.request).toMatchObject({
			id: taken.messageId,
			userId: "ana",
			happening: { kind: "said" },
			said: "Where am I?\u0000 “Quoted” 界🐟",
			place: { name: "Lantern Clearing", items: ["Ember Dream"] },
		});
		expect(await toldIn(log, userTopic(ANA))).toEqual([]);
		expect(await database.run((db) => db.$count(experienceTables.actions))).toBe(0);
		await manager.chat(BEN, { content: "take the sword of the owl" });
		await manager.chat(BEN, { content: "take the owl dream" });
		const [first] = await manager.narrations.claim(5);
		expect(first?.request.happening).toEqual({ kind: "said" });
		await manager.narrations.finish(first!, ["."]);
		const [second] = await manager.narrations.claim(5);
		expect(second?.request.happening).toMatchObject({ kind: "refused", code: "not_here" });
	});
});
