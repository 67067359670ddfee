import { describe, expect, it } from "vitest";
import { createMemoryLog } from "../log/memory-log.js";
import { canonical, payload, person } from "../snapshots/test-payloads.js";
import { createMemoryArchive } from "./memory-archive.js";
import { TOWN, memoryStore, testHistory } from "./testing/test-history.js";
import type { TestHistory } from "./testing/test-history.js";

const USER = "2";
const MENTION = /"2"|P2/;

/** Every text that stores and archive hold of a world. */
async function textsOf({ stores, archive }: TestHistory, worldId: string): Promise<readonly string[]> {
	const texts: string[] = [];
	for (const store of stores) {
		for (const { data } of await store.range(worldId, 0, 10_000)) texts.push(data);
		const full = await store.fullState(worldId);
		if (full) texts.push(full.state);
	}
	for (const { tick } of await archive.list(worldId)) {
		texts.push((await archive.newestUpTo(worldId, tick))!.state);
	}
	return texts;
}

async function erase({ worlds, manager }: TestHistory): Promise<number> {
	await worlds.eraseUser(USER);
	return manager.userData.erase(USER);
}

async function townOfMany(options: Parameters<typeof testHistory>[0] = {}): Promise<TestHistory> {
	const history = await testHistory(options);
	await history.tick(25);
	for (let x = 0; x < 12; x += 1) {
		await history.worlds.ingest(
			"quiet",
			canonical(payload({ humanContext: { Otto: person(x, { id: "9" }) } })),
		);
	}
	await history.manager.idle();
	return history;
}

describe("erasing a user from the past", () => {
	it("[SM50] leaves no trace of them on stores, in the archive and in memory, and harms no other world", async () => {
		const clock = { now: 1_000 };
		const stores = [memoryStore(clock, 600), memoryStore(clock, 600)];
		const history = await townOfMany({ clock, stores });
		const { manager, worlds, archive } = history;
		const quiet = await textsOf(history, "quiet");
		expect((await textsOf(history, TOWN)).some((text) => MENTION.test(text))).toBe(true);
		// Two stores, with their ticks and their state each; of the archived states, those that they were in.
		const inArchive = (await Promise.all([10, 20].map((tick) => archive.newestUpTo(TOWN, tick)))).filter(
			(one) => MENTION.test(one!.state),
		).length;
		const inFull = MENTION.test((await stores[0]!.fullState(TOWN))!.state) ? 2 : 0;
		expect(await erase(history)).toBe(2 + inFull + inArchive);

		expect((await textsOf(history, TOWN)).filter((text) => MENTION.test(text))).toEqual([]);
		expect(await textsOf(history, "quiet")).toEqual(quiet);
		const town = await worlds.open(TOWN);
		for (let tick = 1; tick < town.memory.tick; tick += 1) {
			const past = await manager.travel.stateAt(town, tick);
			expect(past?.state.entities.has(USER) ?? false).toBe(false);
			expect(past === undefined).toBe(tick !== 10 && tick !== 20);
		}
		expect(await erase(history)).toBe(0);
	});

	it("[SM50] follows an erasure that another process was asked for", async () => {
		const log = createMemoryLog({ shared: true });
		const one = await townOfMany({ log });
		const other = await testHistory({ log, archive: one.archive });
		other.manager.note(await other.worlds.open(TOWN));
		await one.tick();
		const town = await other.worlds.open(TOWN);
		await other.manager.idle();
		expect((await textsOf(other, TOWN)).some((text) => MENTION.test(text))).toBe(true);
		await erase(one);
		await other.worlds.open(TOWN);
		await other.manager.idle();
		expect((await textsOf(other, TOWN)).filter((text) => MENTION.test(text))).toEqual([]);
		const past = await other.manager.travel.stateAt(town, town.memory.tick - 3);
		expect(past?.state.entities.has(USER) ?? false).toBe(false);
	});

	it("[SM50] finds them behind a hole too", async () => {
		const history = await townOfMany();
		const [store] = history.stores;
		await store!.put("quiet", [{ tick: 99, at: 1_000, data: `{"id":"${USER}@s"}` }], 12);
		await store!.put("quiet", [{ tick: 200, at: 1_000, data: "{}" }], 99);
		await erase(history);
		expect(await store!.heldTicks("quiet")).toEqual([]);
	});

	it("[SM50] goes on with the ticks that follow", async () => {
		const history = await townOfMany();
		await erase(history);
		await history.manager.idle();
		const { tick } = (await history.worlds.open(TOWN)).memory;
		await history.tick(10);
		await history.manager.idle();
		const kept = (await history.stores[0]!.range(TOWN, 0, 1_000)).map((one) => one.tick);
		expect(kept).toEqual(Array.from({ length: 10 }, (_, index) => tick + 1 + index));
	});

	it("[SM51] is refused where a store or the archive is away, and can be asked again", async () => {
		const inner = createMemoryArchive();
		let isAway = true;
		const archive = {
			...inner,
			rewrite: async (...args: Parameters<typeof inner.rewrite>) => {
				if (isAway) throw new Error("away");
				return inner.rewrite(...args);
			},
		};
		const history = await townOfMany({ archive });
		await expect(erase(history)).rejects.toMatchObject({ code: "unavailable" });
		isAway = false;
		await erase(history);
		expect((await textsOf(history, TOWN)).filter((text) => MENTION.test(text))).toEqual([]);
	});
});
