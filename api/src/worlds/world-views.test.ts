import { describe, expect, it } from "vitest";
import { at, payload, person } from "../snapshots/test-payloads.js";
import { applyChanges } from "./change-tracker.js";
import type { FullChangeSet } from "./changes.js";
import { WORLD, stateOf, testWorlds } from "./test-worlds.js";
import { EMPTY_WORLD } from "./world.js";
import { fullStateOf } from "./world-memory.js";
import { createWorldViews } from "./world-views.js";

const people = (x: number) =>
	payload({ timestamp: 100 + x, humanContext: { A: person(x, { mood: "calm" }) } });

async function told(count: number) {
	const to = testWorlds();
	for (let x = 1; x <= count; x += 1) await to.ingest(people(x));
	return { to, views: createWorldViews(to.worlds) };
}

describe("views of a world", () => {
	it("[WD11] show a tick as each cast sees it", async () => {
		const { to, views } = await told(2);
		const [, entry] = to.log.entries(`world:${WORLD}`);
		const limited = views.view(WORLD, "limited").frame(entry!);
		expect(limited?.event).toBe("snapshot");
		expect(JSON.parse(limited!.data)).toEqual({
			type: "snapshot",
			tick: 2,
			timestamp: 102,
			changes: { entityMoved: [{ id: "A", position: at(2) }] },
		});
		expect(JSON.parse(views.view(WORLD, "full").frame(entry!)!.data)).toMatchObject({
			changes: { entities: { updated: [{ entityId: "A", field: "position.x", oldValue: 1, newValue: 2 }] } },
		});
	});

	it("[WD11] show nothing of entries of another type", async () => {
		const { views } = await told(1);
		expect(views.view(WORLD, "full").frame({ offset: 1, type: "note", at: 0, data: "{}" })).toBeUndefined();
	});

	it("[WD11] have one key for all readers of a cast", async () => {
		const { views } = await told(1);
		expect(views.view("a", "full").key).toBe(views.view("b", "full").key);
		expect(views.view("a", "full").key).not.toBe(views.view("a", "limited").key);
	});

	it("[WD10] begin with a state from which the frames after its cursor lead on", async () => {
		const { to, views } = await told(3);
		const view = views.view(WORLD, "full");
		const { cursor, data } = await view.fresh();
		for (let x = 4; x <= 6; x += 1) await to.ingest(people(x));
		const { fullState } = JSON.parse(data) as { fullState: ReturnType<typeof fullStateOf> };
		const byId = <T extends { id: string }>(records: readonly T[]) =>
			new Map(records.map((one) => [one.id, one]));
		let state = { ...EMPTY_WORLD, entities: byId(fullState.entities), npcs: byId(fullState.npcs) };
		for (const entry of to.log.entries(`world:${WORLD}`).slice(cursor.offset)) {
			const { changes } = JSON.parse(view.frame(entry)!.data) as { changes: FullChangeSet };
			state = applyChanges(state, changes) as typeof state;
		}
		expect(fullStateOf(state)).toEqual(stateOf(await to.memory()));
	});

	it("[WD10] make the text of a state once for each tick and cast", async () => {
		const { to, views } = await told(1);
		const first = await views.initial(WORLD, "full");
		expect(await views.initial(WORLD, "full")).toBe(first);
		expect(await views.initial(WORLD, "limited")).not.toBe(first);
		await to.ingest(people(2));
		expect((await views.initial(WORLD, "full")).cursor.offset).toBe(2);
	});
});
