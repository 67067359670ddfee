import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../db/database.js";
import { openDatabase } from "../../db/open-database.js";
import { embeddedFolders } from "../../db/testing/embedded-folders.js";
import { createRandom } from "../../doors/testing/random.js";
import { openLmdbLog } from "../../log/lmdb-log.js";
import type { Log, Retention } from "../../log/log.js";
import { createMemoryLog } from "../../log/memory-log.js";
import { until } from "../../testing/until.js";
import { userTopic } from "../experience.js";
import { experienceTables } from "../testing/experience-tables.js";
import { type TestExperiences, playerOf, testExperiences, toldIn } from "../testing/test-experiences.js";
import { useChannel } from "./testing/channel-fixture.js";
import { shownOf } from "./testing/mirror.js";
import { Roamer } from "./testing/roamer.js";

const newFolder = embeddedFolders();
const current = useChannel();
let database: Database | undefined;
let state: TestExperiences;
let directory: string;

beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), "earshot-channel-"));
});
afterEach(async () => {
	await state.close();
	await rm(directory, { recursive: true, force: true });
});
afterAll(() => database?.close());

/** The channel over the real state, of which nothing is left of before. */
async function start(log: Log): Promise<void> {
	database ??= openDatabase({ directory: await newFolder(), report: () => undefined });
	for (const table of Object.values(experienceTables)) await database.run((db) => db.delete(table));
	state = await testExperiences(database, { log });
	await current().start({ log, experiences: state.manager });
}

const truthOf = async (userId: string) =>
	shownOf(
		JSON.parse((await state.manager.view(playerOf(userId))).data),
		JSON.parse((await state.manager.world("wylding-woods")).data),
	);

/** Players who do things at random, with clients that are cut off at random. Resolves when all have been told all. */
async function roam(seed: number, turns: number): Promise<readonly Roamer[]> {
	const random = createRandom(seed);
	const roamers = ["ana", "ana", "ana", "*", "*", "ana.b"].map((id) => new Roamer(current(), id, random));
	await Promise.all(roamers.map((roamer) => roamer.come()));
	await until(() => roamers.every(({ mirror }) => mirror.isWhole()), "all have their state");
	// On a busy machine many are cut off before they have done anything.
	const isBusy = () => Math.max(...roamers.map(({ mirror }) => mirror.actions.length)) > 9;
	for (let turn = 0; turn < turns || (turn < MOST_TURNS && !isBusy()); turn++) {
		const roamer = roamers[Math.floor(random() * roamers.length)]!;
		await roamer.turn();
		if (random() < 0.5) await new Promise((resolve) => setTimeout(resolve, random() * 15));
	}
	for (const roamer of roamers) await roamer.come();
	for (const roamer of roamers) {
		const isTold = async () =>
			JSON.stringify(roamer.mirror.shown()) === JSON.stringify(await truthOf(roamer.userId));
		await until(isTold, `seed ${seed}: ${roamer.userId} shows the truth`).catch(async (error: Error) => {
			const truth = JSON.stringify(await truthOf(roamer.userId));
			throw new Error(`${error.message}: ${JSON.stringify(roamer.mirror.shown())}, not ${truth}`);
		});
	}
	return roamers;
}

const MOST_TURNS = 3000;

const LITTLE: Retention = { maxEntries: 4, maxBytes: 1e9, maxAgeSeconds: 1e9, trimsUncheckpointed: true };

const LOGS: readonly [string, (retention?: Retention) => Promise<Log>][] = [
	["memory", async (retention) => createMemoryLog({ ...(retention && { retention }) })],
	["LMDB", async (retention) => openLmdbLog({ directory, ...(retention && { retention }) })],
];

describe.each(LOGS)("the channel on the state and a log in %s", (_, openLog) => {
	it("[XC6] [XC8] [XC23] tells each client each action of its user once, and in the end the truth, through any cuts", async () => {
		await start(await openLog());
		const seed = Number(process.env["CHANNEL_SEED"] ?? 1 + Math.floor(Math.random() * 1e9));
		const roamers = await roam(seed, 220);
		expect(roamers.reduce((cuts, roamer) => cuts + roamer.cuts, 0)).toBeGreaterThan(20);
		let most = 0;
		for (const { userId, mirror } of roamers) {
			const told = await toldIn<{ type: string; metadata?: { action_id?: string } }>(
				current().log,
				userTopic(playerOf(userId)),
			);
			const actions = told.flatMap(({ metadata }) => metadata?.action_id ?? []);
			expect([seed, mirror.actions]).toEqual([seed, actions]);
			most = Math.max(most, actions.length);
			expect([seed, mirror.faults]).toEqual([seed, []]);
			expect(mirror.resets).toBe(0);
		}
		expect(most).toBeGreaterThan(9);
	});

	it("[XC6] leads to the truth by resets where little is kept", async () => {
		await start(await openLog(LITTLE));
		const seed = Number(process.env["CHANNEL_SEED"] ?? 1 + Math.floor(Math.random() * 1e9));
		const roamers = await roam(seed, 150);
		for (const { mirror } of roamers) expect([seed, mirror.faults]).toEqual([seed, []]);
	});

	it("[XC7] [XC23] tells a taker what is theirs, before its answer's place, and everybody once what is gone", async () => {
		await start(await openLog());
		const [ana, phone, ben] = await current().ready("ana", "ana", "ben");
		ana!.send({ type: "action", action: "take", item: "ember-dream", id: "take-1" });
		const result = await ana!.next("action_result");
		expect(result).toMatchObject({ id: "take-1", success: true });
		for (const client of [ana, phone]) {
			const updates = await client!.all("world_update", 2);
			expect(updates).toContainEqual(
				expect.objectContaining({
					user_id: "ana",
					changes: [
						{
							operation: "add",
							to: { kind: "inventory" },
							item: expect.objectContaining({ id: "ember-dream" }),
						},
					],
					metadata: { action: "take", action_id: "take-1" },
				}),
			);
			expect(updates).toContainEqual(
				expect.objectContaining({
					user_id: "ana",
					changes: [
						{ operation: "remove", from: { kind: "location", id: "clearing" }, item_id: "ember-dream" },
					],
				}),
			);
			expect(await client!.next("quest_update")).toMatchObject({ quest: { found: ["ember-dream"] } });
		}
		expect(ana!.cursor()).toContain((result["state_changes"] as { cursor: string }).cursor);
		expect(await ben!.next("world_update")).toMatchObject({
			user_id: "ben",
			changes: [{ operation: "remove" }],
		});
		await new Promise((resolve) => setTimeout(resolve, 40));
		const left = [ana, phone, ben].map((client) =>
			client!.messages.filter(({ type }) => type === "world_update"),
		);
		expect(left.map(({ length }) => length)).toEqual([2, 2, 0]);
	});

	it("[XC9] does an action that is sent ten times once, and answers it each time", async () => {
		await start(await openLog());
		const [client] = await current().ready("ana");
		for (let n = 0; n < 10; n++) {
			client!.send({ type: "action", action: "take", item: "ember-dream", id: "the one" });
		}
		const results = await client!.all("action_result", 10);
		expect(results.every(({ success, id }) => success === true && id === "the one")).toBe(true);
		expect(results.filter(({ repeated }) => repeated === true)).toHaveLength(9);
		expect(await client!.all("world_update", 2)).toMatchObject(
			expect.arrayContaining([
				expect.objectContaining({ changes: [expect.objectContaining({ operation: "add" })] }),
				expect.objectContaining({ changes: [expect.objectContaining({ operation: "remove" })] }),
			]) as object,
		);
		await new Promise((resolve) => setTimeout(resolve, 40));
		expect(client!.messages.filter(({ type }) => type === "world_update")).toHaveLength(2);
	});

	it("[XC15] does what is done where the player walks, after the walk", async () => {
		await start(await openLog());
		const [client] = await current().ready("ana");
		client!.send({ type: "position", x: 60, y: 3, z: 0 });
		client!.send({ type: "action", action: "take", item: "whisper-dream", id: "there" });
		expect(await client!.next("action_result")).toMatchObject({ success: true });
		client!.send({ type: "chat", content: "take the ember dream", id: "said" });
		expect(await client!.next("chat_accepted")).toMatchObject({ id: "said", message_id: expect.any(String) });
	});
});
