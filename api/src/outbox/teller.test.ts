import { expect, it, vi } from "vitest";
import type {
	PlayerViewWire,
	SharedWorldWire,
	StateChangeWire,
} from "../../../game/src/shared/wire/index.js";
import { parseCursor } from "../log/cursor.js";
import type { Log } from "../log/log.js";
import { createFatefulLog, type Fate } from "../log/testing/fateful-log.js";
import { sharedTopic, userTopic } from "../experience/experience.js";
import { SWEEP_AFTER_SECONDS } from "./outbox-limits.js";
import { applyChanges } from "../experience/testing/apply-changes.js";
import { experienceTables, onBothDatabases } from "../experience/testing/experience-tables.js";
import { playerOf, testExperiences, toldIn, WOODS } from "../experience/testing/test-experiences.js";

const TAKE = { action: "take", item: "ember-dream" } as const;
const DROP = { action: "drop", item: "ember-dream" } as const;
const ANA = playerOf("ana");
const TOPIC = userTopic(ANA);

const kinds = async (log: Log, topic = TOPIC) => (await toldIn(log, topic)).map(({ type }) => type);

onBothDatabases("what is saved and told", (openEmpty) => {
	const waiting = async (database: Awaited<ReturnType<typeof openEmpty>>) =>
		database.run((db) => db.$count(experienceTables.outbox));

	it("[XS20] is told later, once and in order, where the log was away: by the next view", async () => {
		const database = await openEmpty();
		const shared = createFatefulLog();
		const log = shared.view();
		const one = await testExperiences(database, { log });
		await one.manager.view(ANA);
		log.setAway(true);
		const result = await one.manager.act(ANA, { id: "a", action: TAKE });
		expect(result).toMatchObject({ success: true });
		expect(result.state_changes).toBeUndefined();
		expect(one.reports).toEqual([expect.stringContaining("told later")]);
		await expect(one.manager.view(ANA)).rejects.toMatchObject({ code: "unavailable" });
		expect(await one.manager.act(ANA, { action: DROP })).toMatchObject({ success: true });
		log.setAway(false);
		const { cursor, data } = await one.manager.view(ANA);
		expect((JSON.parse(data) as PlayerViewWire).inventory).toEqual([]);
		expect(cursor).toEqual(await log.head(TOPIC));
		await one.manager.world(WOODS);
		expect(await kinds(log)).toEqual(["world_update", "quest_update", "world_update"]);
		expect(await kinds(log, sharedTopic(WOODS))).toEqual(["shared_update", "shared_update"]);
		const again = await one.manager.act(ANA, { id: "a", action: TAKE });
		expect(again.repeated).toBe(true);
		// Told as the second message of the topic, after the entry that says where numbers begin.
		expect(parseCursor(again.state_changes!.cursor)?.offset).toBe(3);
		await vi.waitFor(async () => expect(await waiting(database)).toBe(0));
		await one.close();
	});

	it("[XS20] is told by itself once the log is back", async () => {
		const database = await openEmpty();
		const log = createFatefulLog().view();
		const one = await testExperiences(database, { log });
		log.setAway(true);
		await one.manager.act(ANA, { action: TAKE });
		log.setAway(false);
		await vi.waitFor(async () => expect(await kinds(log)).toHaveLength(2), 5_000);
		await vi.waitFor(async () => expect(await waiting(database)).toBe(0), 5_000);
		await one.close();
	});

	it("[XS21] is told once by another process where the one that saved it is gone: by a sweep, a view or a write", async () => {
		const database = await openEmpty();
		const shared = createFatefulLog();
		const dead = await testExperiences(database, { log: shared.view() });
		const log = shared.view();
		for (const [round, tell] of [
			async (one: typeof dead) => {
				one.clock.now += SWEEP_AFTER_SECONDS + 1;
				await one.sweep();
			},
			async (one: typeof dead) => void (await one.manager.view(ANA)),
			async (one: typeof dead) =>
				void (await one.manager.act(ANA, { action: { action: "move", location: "pond" } })),
		].entries()) {
			const gone = shared.view();
			const saver = await testExperiences(database, { log: gone });
			gone.setAway(true);
			await saver.manager.act(ANA, { action: round % 2 === 0 ? TAKE : DROP });
			await saver.close();
			const one = await testExperiences(database, { log });
			await tell(one);
			await one.close();
		}
		expect(await kinds(log)).toEqual([
			"world_update",
			"quest_update",
			"world_update",
			"world_update",
			"world_update",
		]);
		const changes = await toldIn<{ metadata?: { action: string } }>(log, TOPIC);
		expect(changes.flatMap(({ metadata }) => (metadata ? [metadata.action] : []))).toEqual([
			"take",
			"drop",
			"take",
			"move",
		]);
		await dead.close();
	});

	it("[XS21] is left to whoever saved it while that may still be at it", async () => {
		const database = await openEmpty();
		const shared = createFatefulLog();
		const gone = shared.view();
		const saver = await testExperiences(database, { log: gone });
		gone.setAway(true);
		await saver.manager.act(ANA, { action: TAKE });
		await saver.close();
		const one = await testExperiences(database, { log: shared.view() });
		await one.sweep();
		expect(await kinds(one.log)).toEqual([]);
		await one.close();
	});

	it("[XS22] is told once by several processes that act for the same players, whatever becomes of their appends", async () => {
		const database = await openEmpty();
		const shared = createFatefulLog();
		let seed = 7;
		const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
		let isCalm = false;
		const append = (): Fate => (isCalm || random() > 0.2 ? "held" : random() > 0.5 ? "unheard" : "lost");
		const turns = () => Math.floor(random() * 3);
		const all = await Promise.all(
			[1, 2, 3].map(() => testExperiences(database, { log: shared.view({ append, turns }) })),
		);
		const users = ["ana", "*", "a.b>"];
		const fresh = await Promise.all(
			users.map(
				async (user) => JSON.parse((await all[0]!.manager.view(playerOf(user))).data) as PlayerViewWire,
			),
		);
		const world = JSON.parse((await all[0]!.manager.world(WOODS)).data) as SharedWorldWire;
		for (let round = 0; round < 12; round += 1) {
			await Promise.all(
				users.flatMap((user) =>
					all.map(({ manager }, at) =>
						manager.act(playerOf(user), {
							id: `${round}-${at % 2}`,
							vouched: true,
							action:
								random() > 0.5
									? { action: "take", item: "bottle" }
									: random() > 0.5
										? { action: "drop", item: "bottle" }
										: { action: "move", location: random() > 0.5 ? "pond" : "clearing" },
						}),
					),
				),
			);
		}
		isCalm = true;
		const log = shared.view();
		for (const [at, user] of users.entries()) {
			const { data, cursor } = await all[at]!.manager.view(playerOf(user));
			expect(cursor).toEqual(await log.head(userTopic(playerOf(user))));
			const told = await toldIn<{
				type: string;
				changes?: StateChangeWire[];
				metadata?: { action_id: string };
			}>(log, userTopic(playerOf(user)));
			const ids = told.flatMap(({ metadata }) => (metadata ? [metadata.action_id] : []));
			expect(new Set(ids).size).toBe(ids.length);
			// Locations in full are told in the shared topic: here only what is the player's own is followed.
			const own = told.flatMap(({ changes = [] }) => changes).filter((change) => isOwn(change));
			const { view } = applyChanges({ view: fresh[at]!, world }, own);
			const { quests: _, ...now } = JSON.parse(data) as PlayerViewWire;
			expect(view).toMatchObject(now);
		}
		const last = JSON.parse((await all[1]!.manager.world(WOODS)).data) as SharedWorldWire;
		const changes = (await toldIn<{ changes: StateChangeWire[] }>(log, sharedTopic(WOODS))).flatMap(
			(told) => told.changes,
		);
		expect(applyChanges({ view: fresh[0]!, world }, changes).world).toEqual(last);
		for (const { close } of all) await close();
	});
});

function isOwn(change: StateChangeWire): boolean {
	if (change.operation === "update") return true;
	return (change.operation === "add" ? change.to : change.from).kind === "inventory";
}
