import { describe, expect, it } from "vitest";
import { at, payload, person } from "../snapshots/test-payloads.js";
import { applyChanges } from "./change-tracker.js";
import type { FullChangeSet } from "./changes.js";
import { WORLD, stateOf, testWorlds } from "./test-worlds.js";
import { parseEntry } from "./restore-world.js";
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

	it("[WD21] have moves packed for who asks, as base64 and as bytes, and as they are where an entry has none", async () => {
		const { to, views } = await told(2);
		const [, entry] = to.log.entries(`world:${WORLD}`);
		const view = views.view(WORLD, "limited", "packed");
		const { packed, ...older } = parseEntry(entry!.data);
		const frame = view.frame(entry!)!;
		expect(JSON.parse(frame.data)).toEqual({
			type: "snapshot",
			tick: 2,
			timestamp: 102,
			changes: { packed },
		});
		expect(JSON.parse(frame.binary!.data)).toMatchObject({ tick: 2, changes: {} });
		expect(Buffer.from(frame.binary!.bytes).toString("base64")).toBe(packed);
		const old = view.frame({ ...entry!, data: JSON.stringify(older) })!;
		expect(JSON.parse(old.data)).toMatchObject({ changes: { entityMoved: [{ id: "A" }] } });
		expect(old.binary).toBeUndefined();
		expect(view.key).not.toBe(views.view(WORLD, "limited").key);
	});

	it("[DR43] fold the limited cast, its moves as they are, and tell how many entries that is", async () => {
		const { to, views } = await told(16);
		const entries = to.log.entries(`world:${WORLD}`);
		for (const moves of ["plain", "packed"] as const) {
			const frame = views.view(WORLD, "limited", moves).fold!(entries.slice(1))!;
			expect(JSON.parse(frame.data)).toEqual({
				type: "snapshot",
				tick: 16,
				timestamp: 116,
				span: 15,
				changes: { entityMoved: [{ id: "A", position: at(16) }] },
				checksum: parseEntry(entries[15]!.data).checksum,
			});
			expect(frame.binary).toBeUndefined();
		}
		const note = { offset: 17, type: "note", at: 0, data: "{}" };
		expect(views.view(WORLD, "limited").fold!([...entries, note])).toBeUndefined();
		expect(views.view(WORLD, "full").fold).toBeUndefined();
	});

	it("[WD20] say the checksum of an entry to either cast", async () => {
		const { to, views } = await told(16);
		const last = to.log.entries(`world:${WORLD}`)[15]!;
		const { checksum } = parseEntry(last.data);
		expect(checksum).toBeTypeOf("number");
		for (const cast of ["limited", "full"] as const) {
			expect(JSON.parse(views.view(WORLD, cast).frame(last)!.data)).toMatchObject({ checksum });
		}
	});
});
