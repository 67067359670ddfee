import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { PlayerViewWire, SharedUpdateWire } from "../../../game/src/shared/wire/index.js";
import { createFatefulLog } from "../log/testing/fateful-log.js";
import { until } from "../testing/until.js";
import { sharedTopic, userTopic } from "./experience.js";
import { experienceTables, onBothDatabases } from "./testing/experience-tables.js";
import { entriesOf, playerOf, testExperiences, toldIn, WOODS } from "./testing/test-experiences.js";

const ANA = playerOf("user-ana");
const BEN = playerOf("ben");
const TAKE = { action: "take", item: "ember-dream" } as const;

onBothDatabases("erasing a player", (openEmpty) => {
	const start = async () => {
		const database = await openEmpty();
		const shared = createFatefulLog();
		const log = shared.view();
		const everything = async () => {
			const rows = await Promise.all(
				Object.values(experienceTables).map((table) => database.run((db) => db.select().from(table))),
			);
			const topics = [userTopic(ANA), userTopic(BEN), sharedTopic(WOODS)];
			const told = await Promise.all(topics.map((topic) => entriesOf(log, topic)));
			const aside = await Promise.all(topics.map((topic) => log.latestCheckpoint(topic)));
			return JSON.stringify([rows, told, aside]);
		};
		return { ...(await testExperiences(database, { log })), shared, log, database, everything };
	};

	it("[XS40] leaves nothing of them in rows and log, and what they carried where it lay first", async () => {
		const { manager, everything, log } = await start();
		await manager.act(BEN, { action: { action: "move", location: "pond" } });
		await manager.act(ANA, { id: "a", action: TAKE });
		await manager.chat(ANA, { id: "m", content: "go to the pond" });
		await manager.chat(ANA, { content: "user-ana is my name" });
		const before = await manager.world(WOODS);
		expect(await everything()).toContain("user-ana");
		expect(await manager.userData.erase("user-ana")).toBe(3);
		expect(await everything()).not.toContain("user-ana");
		expect(await manager.narrations.claim(10)).toEqual([]);
		const { data, cursor } = await manager.world(WOODS);
		expect(data).toContain("ember-dream");
		expect(cursor).toEqual(await log.head(sharedTopic(WOODS)));
		// Whoever followed is led to fresh state.
		expect(await log.read(sharedTopic(WOODS), before.cursor, 10)).toMatchObject({
			ok: false,
			reason: "expired",
		});
		expect(await toldIn(log, userTopic(BEN))).toHaveLength(1);
		expect(await manager.userData.erase("user-ana")).toBe(0);
	});

	it("[XS40] finds nothing of who never was, and makes nothing of them", async () => {
		const { manager, everything, sweep } = await start();
		await manager.act(BEN, { action: TAKE });
		await sweep();
		const before = await everything();
		expect(await manager.userData.erase("nobody-ever")).toBe(0);
		expect(await everything()).toBe(before);
	});

	it("[XS42] holds where somebody is about to tell of them", async () => {
		const { manager, shared, everything, database } = await start();
		const view = shared.view();
		let gate: Promise<void> = Promise.resolve();
		let letGo = (): void => undefined;
		const append: typeof view.append = async (...given) => {
			await gate;
			return view.append(...given);
		};
		const slow = await testExperiences(database, { log: { ...view, append } });
		await slow.manager.act(ANA, { action: TAKE });
		gate = new Promise((resolve) => (letGo = resolve));
		const telling = slow.manager.act(ANA, { id: "late", action: { action: "drop", item: TAKE.item } });
		const late = () => database.run((db) => db.$count(experienceTables.actions));
		await until(async () => (await late()) === 1, "the action is saved");
		await manager.userData.erase("user-ana");
		letGo();
		await telling;
		expect(await everything()).not.toContain("user-ana");
		await slow.close();
	});

	it("[XS43] reaches experiences that are not defined any more", async () => {
		const { manager, close, database, everything, log } = await start();
		await manager.act(ANA, { id: "a", action: TAKE });
		await manager.chat(ANA, { content: "hello" });
		await close();
		const folder = await mkdtemp(join(tmpdir(), "earshot-experiences-"));
		const without = await testExperiences(database, { log, folder });
		expect(await without.manager.userData.erase("user-ana")).toBe(3);
		expect(await everything()).not.toContain("user-ana");
		await rm(folder, { recursive: true });
		const again = await testExperiences(database, { log });
		expect((await again.manager.world(WOODS)).data).toContain("ember-dream");
	});

	it("[XS41] lets them begin anew: as a new player, all of whose updates are told", async () => {
		const { manager, log } = await start();
		await manager.act(ANA, { id: "a", action: TAKE });
		await manager.userData.erase("user-ana");
		const { cursor, data } = await manager.view(ANA);
		expect(JSON.parse(data) as PlayerViewWire).toMatchObject({ inventory: [], quests: [{ found: [] }] });
		expect(await manager.act(ANA, { id: "a", action: TAKE })).toMatchObject({ success: true });
		const read = await log.read(userTopic(ANA), cursor, 10);
		expect(read.ok && read.entries.map(({ type }) => type)).toEqual([
			"numbered",
			"world_update",
			"quest_update",
		]);
	});

	it("[XS42] while the log is away is refused, leaves nothing that would be told later, and is done when asked again", async () => {
		const { manager, log, everything, database } = await start();
		await manager.act(ANA, { action: { action: "move", location: "pond" } });
		log.setAway(true);
		await manager.act(ANA, { id: "a", vouched: true, action: TAKE });
		await expect(manager.userData.erase("user-ana")).rejects.toMatchObject({ code: "unavailable" });
		const rows = await database.run((db) => db.select().from(experienceTables.outbox));
		expect(JSON.stringify(rows)).not.toContain("user-ana");
		expect(rows).toHaveLength(2);
		log.setAway(false);
		expect(await manager.userData.erase("user-ana")).toBe(1);
		await manager.world(WOODS);
		expect(await everything()).not.toContain("user-ana");
		expect(await toldIn<SharedUpdateWire>(log, sharedTopic(WOODS))).toMatchObject([
			{ user_id: "", quests: [], changes: [{ operation: "remove" }] },
			{ user_id: "", quests: [], changes: [{ operation: "add" }] },
		]);
	});

	it("[XS42] reaches what a process that is gone has left to be told", async () => {
		const { manager, shared, everything, database } = await start();
		const gone = shared.view();
		const saver = await testExperiences(database, { log: gone });
		gone.setAway(true);
		await saver.manager.act(ANA, { id: "a", action: TAKE });
		await saver.close();
		await manager.userData.erase("user-ana");
		await manager.view(ANA);
		await manager.world(WOODS);
		expect((await everything()).replaceAll(/"userId":"user-ana"/g, "")).not.toContain("user-ana");
	});
});
