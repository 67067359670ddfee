import { expect, it } from "vitest";
import type { PlayerViewWire } from "../../../game/src/shared/wire/index.js";
import { DatabaseError } from "../db/database-error.js";
import { openDatabase } from "../db/open-database.js";
import { formatCursor, parseCursor } from "../log/cursor.js";
import { createMemoryLog } from "../log/memory-log.js";
import { createFatefulLog } from "../log/testing/fateful-log.js";
import { describeOnPostgres } from "../testing/postgres-server.js";
import { userTopic } from "../experience/experience.js";
import { onBothDatabases } from "../experience/testing/experience-tables.js";
import {
	entriesOf,
	playerOf,
	testExperiences,
	toldIn,
	WOODS,
} from "../experience/testing/test-experiences.js";

const TAKE = { action: "take", item: "ember-dream" } as const;
const DROP = { action: "drop", item: "ember-dream" } as const;
const ANA = playerOf("ana");
const TOPIC = userTopic(ANA);

onBothDatabases("what is saved and told, through losses", (openEmpty) => {
	it("[XS23] goes on where the log lost its history: readers find their place in the new one", async () => {
		const database = await openEmpty();
		const shared = createFatefulLog();
		const log = shared.view();
		const one = await testExperiences(database, { log });
		await one.manager.act(ANA, { id: "a", action: TAKE });
		shared.empty();
		const { cursor, data } = await one.manager.view(ANA);
		expect((JSON.parse(data) as PlayerViewWire).inventory).toHaveLength(1);
		const dropped = await one.manager.act(ANA, { action: DROP });
		const read = await log.read(TOPIC, cursor, 10);
		expect(read.ok && read.entries.filter(({ type }) => type !== "numbered").map(({ type }) => type)).toEqual(
			["world_update"],
		);
		expect(dropped.state_changes).toEqual({ cursor: formatCursor(await log.head(TOPIC)) });
		// What was told in the old history lies before everything of the new one.
		const again = await one.manager.act(ANA, { id: "a", action: TAKE });
		expect(parseCursor(again.state_changes!.cursor)).toEqual({ ...cursor, offset: 0 });
		const other = await testExperiences(database, { log: shared.view() });
		expect((await other.manager.view(ANA)).cursor).toEqual(await log.head(TOPIC));
		for (const { close } of [one, other]) await close();
	});

	it("[XS23] goes on where the database lost its rows and the log did not", async () => {
		const log = createMemoryLog();
		const one = await testExperiences(await openEmpty(), { log });
		await one.manager.act(ANA, { action: TAKE });
		const two = await testExperiences(await openEmpty(), { log });
		const { cursor, data } = await two.manager.view(ANA);
		expect((JSON.parse(data) as PlayerViewWire).inventory).toEqual([]);
		expect(cursor).toEqual(await log.head(TOPIC));
		await two.manager.act(ANA, { action: TAKE });
		const read = await log.read(TOPIC, cursor, 10);
		expect(read.ok && read.entries.map(({ type }) => type)).toEqual([
			"numbered",
			"world_update",
			"quest_update",
		]);
	});

	it("[XS24] lets go of topics that nobody asks for, and finds its way back", async () => {
		const database = await openEmpty();
		const log = createFatefulLog().view();
		const one = await testExperiences(database, { log });
		await one.manager.act(ANA, { action: TAKE });
		await one.manager.view(playerOf("only-looks"));
		expect(log.watching()).toBe(3);
		one.clock.now += 10_000;
		await one.sweep();
		expect(log.watching()).toBe(0);
		expect((await log.latestCheckpoint(TOPIC))?.offset).toBe(3);
		await one.manager.act(ANA, { action: DROP });
		expect((await entriesOf(log, TOPIC)).map(({ type }) => type)).toEqual([
			"numbered",
			"world_update",
			"quest_update",
			"world_update",
		]);
		await one.close();
	});

	it("[XS25] is not answered where the database is away, and nothing is told", async () => {
		const log = createMemoryLog();
		const away = () => Promise.reject(new DatabaseError("unavailable", "cannot be reached"));
		const one = await testExperiences({ run: away, transaction: away }, { log });
		await expect(one.manager.act(ANA, { action: TAKE })).rejects.toMatchObject({
			code: "unavailable",
			options: { retryAfterSeconds: 2 },
		});
		for (const call of [
			one.manager.view(ANA),
			one.manager.world(WOODS),
			one.manager.chat(ANA, { content: "hello" }),
			one.manager.moveTo(ANA, { x: 0, y: 0, z: 0 }),
		]) {
			await expect(call).rejects.toMatchObject({ code: "unavailable" });
		}
		expect(await entriesOf(log, TOPIC)).toEqual([]);
	});
});

describeOnPostgres("experiences whose PostgreSQL dies", (postgres) => {
	it("[XS25] are refused at once, and go on when it is back", async () => {
		const database = openDatabase({ url: await postgres().createDatabase(), report: () => undefined });
		const one = await testExperiences(database);
		await one.manager.act(ANA, { id: "a", action: TAKE });
		await postgres().kill();
		await expect(one.manager.act(ANA, { id: "b", action: DROP })).rejects.toMatchObject({
			code: "unavailable",
		});
		await expect(one.manager.view(ANA)).rejects.toMatchObject({ code: "unavailable" });
		await postgres().start();
		await database.opened();
		expect(await one.manager.act(ANA, { id: "a", action: TAKE })).toMatchObject({ repeated: true });
		expect(await one.manager.act(ANA, { id: "b", action: DROP })).toMatchObject({ success: true });
		expect((await toldIn(one.log, TOPIC)).map(({ type }) => type)).toEqual([
			"world_update",
			"quest_update",
			"world_update",
		]);
		await one.close();
		await database.close();
	});
});
