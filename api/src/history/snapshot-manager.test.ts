import { describe, expect, it } from "vitest";
import { createMemoryLog } from "../log/memory-log.js";
import type { SnapshotStore } from "./snapshot-store.js";
import { parseStored } from "./stored-snapshot.js";
import { createMemoryArchive } from "./memory-archive.js";
import { TOWN, memoryStore, testHistory, textOf } from "./testing/test-history.js";
import type { TestHistory } from "./testing/test-history.js";

const ticksOn = async (store: SnapshotStore) => (await store.range(TOWN, 0, 10_000)).map(({ tick }) => tick);
const upTo = (tick: number, from = 1) => Array.from({ length: tick - from + 1 }, (_, index) => from + index);

/** A store or an archive whose calls reject while it is away. */
function leaving<T extends object>(inner: T): { readonly part: T; away: boolean } {
	const state = {
		away: false,
		part: new Proxy(inner, {
			get: (target, key) => {
				const member: unknown = Reflect.get(target, key);
				if (typeof member !== "function" || key === "status" || key === "onReturn") return member;
				return async (...args: unknown[]): Promise<unknown> => {
					if (state.away) throw new Error("away");
					return Reflect.apply(member, target, args) as unknown;
				};
			},
		}),
	};
	return state;
}

async function expectStates(history: TestHistory, ticks: readonly number[]): Promise<void> {
	const world = await history.worlds.open(TOWN);
	for (const tick of ticks) {
		const past = await history.manager.travel.stateAt(world, tick);
		expect(past && textOf(past.state), `tick ${tick}`).toBe(textOf(history.model.get(tick)!));
	}
}

describe("following worlds", () => {
	it("[SM20] keeps each tick as the log has it, and which history it is from", async () => {
		const history = await testHistory();
		await history.tick(5);
		await history.manager.idle();
		const kept = await history.stores[0]!.range(TOWN, 1, 5);
		expect(kept.map(({ tick }) => tick)).toEqual(upTo(5));
		const { epoch } = await history.log.head(`world:${TOWN}`);
		const read = await history.log.read(`world:${TOWN}`, { epoch, offset: 0 }, 9);
		expect(kept.map(({ data }) => parseStored(data))).toEqual(
			read.ok && read.entries.map(({ data }) => ({ ...(JSON.parse(data) as object), epoch })),
		);
		expect(history.manager.status()).toEqual([
			{ name: "memory", ready: true, behind: 0 },
			{ name: "archive", ready: true, behind: 0 },
		]);
	});

	it("[SM21] puts every so many ticks the complete state aside, on stores and in the archive", async () => {
		const history = await testHistory();
		await history.tick(25);
		await history.manager.idle();
		expect((await history.archive.list(TOWN)).map(({ tick }) => tick)).toEqual([10, 20]);
		expect((await history.stores[0]!.fullState(TOWN))?.tick).toBe(20);
		expect((await history.manager.newestArchived(TOWN))?.tick).toBe(20);
		expect(await history.manager.newestArchived("nowhere")).toBeUndefined();
		const archived = await history.archive.newestUpTo(TOWN, 19);
		expect(archived).toMatchObject({ worldId: TOWN, tick: 10, timestamp: 1_000 });
	});

	it("[SM22] catches a store up that was away, and goes on meanwhile", async () => {
		const clock = { now: 1_000 };
		const away = leaving(memoryStore(clock, 600));
		const near = memoryStore(clock, 600);
		const history = await testHistory({ clock, stores: [near, away.part] });
		await history.tick(3);
		await history.manager.idle();
		away.away = true;
		await history.tick(40);
		await expect.poll(() => history.manager.status()[1]).toMatchObject({ ready: false, behind: 40 });
		expect(await ticksOn(near)).toEqual(upTo(43));
		away.away = false;
		await expect
			.poll(() => history.manager.status()[1], { timeout: 5_000 })
			.toMatchObject({ ready: true, behind: 0 });
		expect(await ticksOn(away.part)).toEqual(upTo(43));
		expect((await away.part.fullState(TOWN))?.tick).toBe(40);
		expect(history.reports).toHaveLength(2);
		await history.manager.stop();
	});

	it("[SM21] takes no world for empty while its archive is away", async () => {
		const away = leaving(createMemoryArchive());
		const history = await testHistory({ archive: away.part });
		await history.tick(10);
		await history.manager.idle();
		away.away = true;
		expect((await history.manager.newestArchived(TOWN))?.tick).toBe(10);
		await expect(history.manager.newestArchived("nowhere")).rejects.toThrow("away");
	});

	it("[SM22] catches the archive up: every state that was due", async () => {
		const away = leaving(createMemoryArchive());
		const history = await testHistory({ archive: away.part });
		away.away = true;
		await history.tick(35);
		await expect.poll(() => history.manager.status()[1]).toMatchObject({ ready: false, behind: 3 });
		away.away = false;
		await expect
			.poll(() => history.manager.status()[1], { timeout: 5_000 })
			.toMatchObject({ ready: true, behind: 0 });
		expect((await away.part.list(TOWN)).map(({ tick }) => tick)).toEqual([10, 20, 30]);
		await history.manager.stop();
	});

	it("[SM22] fills a store that was emptied, and one that is new", async () => {
		const clock = { now: 1_000 };
		const history = await testHistory({ clock });
		await history.tick(30);
		await history.manager.idle();
		const again = await history.restart({ stores: [memoryStore(clock, 600)] });
		await again.manager.idle();
		expect(await ticksOn(again.stores[0]!)).toEqual(upTo(30));
		await again.stores[0]!.close();
		await again.tick();
		await again.manager.idle();
		expect(await ticksOn(again.stores[0]!)).toEqual(upTo(31));
		expect((await again.stores[0]!.fullState(TOWN))?.tick).toBe(30);
	});

	it("[SM23] shares a store with others who follow the same worlds", async () => {
		const clock = { now: 1_000 };
		const shared = memoryStore(clock, 600);
		const first = await testHistory({ clock, stores: [shared] });
		await first.tick(5);
		const second = await first.restart();
		await second.tick(5);
		await second.manager.idle();
		expect(await ticksOn(shared)).toEqual(upTo(10));
	});

	it("[SM24] gives up ticks of a history that was lost", async () => {
		const clock = { now: 1_000 };
		const history = await testHistory({ clock });
		await history.tick(12);
		await history.manager.idle();
		const again = await history.restart({ log: createMemoryLog({ clock: () => clock.now }) });
		again.model.clear();
		await again.tick(3);
		await again.manager.idle();
		expect(await ticksOn(again.stores[0]!)).toEqual(upTo(3));
		await expectStates(again, upTo(3));
	});
});

describe("travelling in time", () => {
	it("[SM4] finds every tick again after a restart, within memory and beyond", async () => {
		for (const maxVersions of [1_000_000, 150, 1]) {
			const history = await testHistory({ maxVersions, archiveEvery: 1_000 });
			await history.tick(60);
			await expectStates(history, [60, 1, 30, 31, 29, 60, 2]);
			const again = await history.restart();
			await again.manager.idle();
			await expectStates(again, [33, 60, 1, 2, 59, 32]);
			await again.tick(3);
			await expectStates(again, [63, 1, 62, 61, 40, ...upTo(63)]);
			expect(again.reports).toEqual([]);
		}
	});

	it("[SM5] restores archived ticks that no store holds any more, and what follows them where it is held", async () => {
		const history = await testHistory({ maxVersions: 1, ttlSeconds: 100 });
		await history.tick(25);
		await history.manager.idle();
		history.clock.now += 200;
		await history.tick(10);
		const again = await history.restart({ maxVersions: 1 });
		await again.manager.idle();
		await expectStates(again, [10, 20, 26, 30, 35]);
		const world = await again.worlds.open(TOWN);
		for (const tick of [1, 9, 11, 25, 36])
			expect(await again.manager.travel.stateAt(world, tick)).toBeUndefined();
		expect((await again.manager.travel.oldest(world))?.tick).toBe(26);
	});

	it("[SM5] knows the world before its first tick, and none that nobody told of", async () => {
		const history = await testHistory();
		const nowhere = await history.worlds.open("nowhere");
		expect((await history.manager.travel.stateAt(nowhere, 0))?.state.entities.size).toBe(0);
		expect(await history.manager.travel.stateAt(nowhere, 1)).toBeUndefined();
		expect(await history.manager.travel.oldest(nowhere)).toBeUndefined();
	});
});
