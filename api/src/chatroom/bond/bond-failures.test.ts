import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Database } from "../../db/database.js";
import { DatabaseError } from "../../db/database-error.js";
import { SILENCE_SECONDS } from "../../messages/talk-limits.js";
import { onBothDatabases, runTables } from "../runs/testing/run-tables.js";
import { LATE_SECONDS, LOOK_ALL_SECONDS, SAVE_TRIES } from "./bond-limits.js";
import { bondScenes, runId } from "./testing/bond-scenes.js";
import { MORNING, societiesOf, spoken, WORLD } from "./testing/test-bond.js";

onBothDatabases("meetings whose process or database fails", (openEmpty) => {
	const begin = bondScenes(openEmpty);

	it("[CB14] are saved by the next process, wherever the one before was killed", async () => {
		for (const killed of [
			"while it goes on",
			"before it is over",
			"before it is saved",
			"after it",
		] as const) {
			const { start, conversations, users, clock } = await begin(societiesOf(1));
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
			const before = await users();
			const third = start();
			await third.pass(LATE_SECONDS);
			expect(await users()).toEqual(before);
		}
	});

	it("[CB14] are saved where nobody heard that they were, and change nothing twice", async () => {
		const { start, conversations, database, rewards, users } = await begin(societiesOf(1));
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
		const saved = [await rewards(), await users()];
		isCutOff = false;
		await bond.pass(1);
		expect(await conversations()).toHaveLength(1);
		expect([await rewards(), await users()]).toEqual(saved);
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
});
