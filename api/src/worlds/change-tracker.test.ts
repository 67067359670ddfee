import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges, diffWorlds, invertChanges } from "./change-tracker.js";
import type { FullChangeSet } from "./changes.js";
import { EMPTY_WORLD } from "./world.js";
import type { Entity, Mind, WorldCluster, WorldState } from "./world.js";

type Records = Readonly<Record<string, object>>;

function collection<T>(records: Records): ReadonlyMap<string, T> {
	return new Map(Object.entries(records).map(([id, fields]) => [id, { ...fields, id } as T]));
}

function world(parts: { [Kind in keyof WorldState]?: Records }): WorldState {
	return {
		entities: collection<Entity>(parts.entities ?? {}),
		npcs: collection<Mind>(parts.npcs ?? {}),
		clusters: collection<WorldCluster>(parts.clusters ?? {}),
		resources: collection<{ id: string }>(parts.resources ?? {}),
		buildings: collection<{ id: string }>(parts.buildings ?? {}),
	};
}

function updates(before: object, after: object) {
	return diffWorlds(world({ npcs: { m: before } }), world({ npcs: { m: after } })).npcs?.updated ?? [];
}

/** Without prototypes or order: what a state says. */
function said(state: WorldState) {
	return Object.fromEntries(
		Object.entries(state).map(([kind, records]) => [
			kind,
			Object.fromEntries([...(records as ReadonlyMap<string, object>)].sort(([a], [b]) => (a < b ? -1 : 1))),
		]),
	);
}

const key = fc.oneof(
	fc.constantFrom("", "a", "b", ".", "\\", "a.b", "a\\.b", "__proto__", "toString"),
	fc.string({ maxLength: 2 }),
);
const json = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4, depthSize: "small" },
		fc.constantFrom<unknown>(null, 0, -0, 1, "", "text", true, false),
		fc.double({ noNaN: true }),
		fc.array(tie("value"), { maxLength: 3 }),
		tie("fields"),
	),
	fields: fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
}));
const record = json.fields.map((fields) =>
	Object.fromEntries(Object.entries(fields as Record<string, unknown>).filter(([name]) => name !== "id")),
);
const records = fc.dictionary(fc.constantFrom("x", "y", "z.1"), record, {
	maxKeys: 3,
	noNullPrototype: true,
});
const states = fc
	.record({ entities: records, npcs: records, clusters: records, resources: records, buildings: records })
	.map(world);

describe("a change set", () => {
	it("[CH1] leads from the state before to exactly the state after, and its inverse back", () => {
		fc.assert(
			fc.property(states, states, (before, after) => {
				const changes = diffWorlds(before, after);
				expect(said(applyChanges(before, changes))).toStrictEqual(said(after));
				expect(said(applyChanges(after, invertChanges(changes)))).toStrictEqual(said(before));
			}),
			{ numRuns: 3_000 },
		);
	});

	it("[CH1] does so too when the log has kept it as text", () => {
		const settled = states.map((state) => {
			const plain = JSON.parse(JSON.stringify(said(state))) as { [Kind in keyof WorldState]: Records };
			return world(plain);
		});
		fc.assert(
			fc.property(settled, settled, (before, after) => {
				const changes = JSON.parse(JSON.stringify(diffWorlds(before, after))) as FullChangeSet;
				expect(said(applyChanges(before, changes))).toStrictEqual(said(after));
				expect(said(applyChanges(after, invertChanges(changes)))).toStrictEqual(said(before));
			}),
			{ numRuns: 1_000 },
		);
	});

	it("[CH1] is empty between two states that say the same", () => {
		fc.assert(
			fc.property(states, (state) => {
				expect(diffWorlds(state, structuredClone(state))).toEqual({});
			}),
		);
	});

	it("[CH2] names a field by its path, with old and new value", () => {
		expect(
			updates(
				{ position: { x: 1, y: 2 }, needs: { hunger: 0.5 } },
				{ position: { x: 3, y: 2 }, needs: { hunger: 0.6 } },
			),
		).toEqual([
			{ entityId: "m", field: "position.x", oldValue: 1, newValue: 3 },
			{ entityId: "m", field: "needs.hunger", oldValue: 0.5, newValue: 0.6 },
		]);
	});

	it("[CH2] leaves out the value of a field that was or is absent, which null is not", () => {
		expect(updates({ a: null }, { b: null })).toEqual([
			{ entityId: "m", field: "a", oldValue: null },
			{ entityId: "m", field: "b", newValue: null },
		]);
	});

	it("[CH3] holds a list as one value", () => {
		expect(updates({ list: [1, 2] }, { list: [0, 1, 2] })).toEqual([
			{ entityId: "m", field: "list", oldValue: [1, 2], newValue: [0, 1, 2] },
		]);
		expect(updates({ list: [{ a: 1 }] }, { list: [{ a: 1 }] })).toEqual([]);
	});

	it("[CH3] tells an empty object from none, from a list and from nothing", () => {
		expect(updates({ a: {} }, {})).toEqual([{ entityId: "m", field: "a", oldValue: {} }]);
		expect(updates({ a: {} }, { a: [] })).toEqual([
			{ entityId: "m", field: "a", oldValue: {}, newValue: [] },
		]);
		expect(updates({ a: { b: 1 } }, { a: {} })).toEqual([{ entityId: "m", field: "a.b", oldValue: 1 }]);
	});

	it("[CH4] carries whole records that came or went", () => {
		const before = world({ entities: { a: { n: 1 } }, clusters: { c: {} } });
		const after = world({ entities: { b: { n: 2 } }, clusters: { c: {} } });
		expect(diffWorlds(before, after)).toEqual({
			entities: { created: [{ id: "b", n: 2 }], updated: [], deleted: [{ id: "a", n: 1 }] },
		});
	});

	it("[CH5] does not look into records that are the very same", () => {
		const trap = new Proxy({ id: "a" } as Entity, {
			ownKeys: () => {
				throw new Error("It was looked into.");
			},
		});
		const before = { ...EMPTY_WORLD, entities: new Map([["a", trap]]) };
		const after = {
			...EMPTY_WORLD,
			entities: new Map([
				["a", trap],
				["b", { id: "b" } as Entity],
			]),
		};
		expect(diffWorlds(before, after).entities?.created).toEqual([{ id: "b" }]);
	});

	it("[CH1] of another state is refused rather than half applied", () => {
		const changes = diffWorlds(world({ npcs: { m: { a: 1 } } }), world({ npcs: { m: { a: 2 } } }));
		expect(() => applyChanges(EMPTY_WORLD, changes)).toThrow(/m, which this state does not hold/);
	});

	it("[CH1] leaves the state that it is applied to as it was", () => {
		const before = world({ npcs: { m: { a: { b: 1 } }, n: { a: 1 } } });
		const copy = structuredClone(before);
		const after = applyChanges(before, diffWorlds(before, world({ npcs: { m: { a: { b: 2 } } } })));
		expect(before).toEqual(copy);
		expect(after.entities).toBe(before.entities);
	});

	it("[CH1] loses its events when it is turned around", () => {
		expect(invertChanges({ events: [{ type: "talk", actor: "A", at: 1 }] })).toEqual({});
	});
});
