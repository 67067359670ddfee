import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LimitedChangeSet } from "./changes.js";
import { foldLimited } from "./fold-limited.js";
import type { VisibleEntity } from "./limited-cast.js";

type World = ReadonlyMap<string, VisibleEntity>;

/** As a reader applies a change set: whatever does not fit is an error. */
function apply(
	world: World,
	{ entityRemoved = [], entityCreated = [], entityMoved = [] }: LimitedChangeSet,
): World {
	const next = new Map(world);
	for (const id of entityRemoved) if (!next.delete(id)) throw new Error(`${id} is not there to be removed`);
	for (const { id, type, position } of entityCreated) {
		if (next.has(id)) throw new Error(`${id} is there already`);
		next.set(id, { id, type, ...(position && { position }) } as VisibleEntity);
	}
	for (const { id, position } of entityMoved) {
		const entity = next.get(id);
		if (!entity) throw new Error(`${id} is not there to move`);
		next.set(id, { ...entity, position });
	}
	return next;
}

const sorted = (world: World) => [...world].sort(([a], [b]) => (a < b ? -1 : 1));
const at = (x: number) => ({ x, y: 0, z: 0 });

interface Wish {
	readonly id: string;
	readonly what: string;
	readonly type: string;
	readonly x: number;
	readonly hasPlace: boolean;
}

/** What may happen to one of few entities in one tick. */
const wish: fc.Arbitrary<Wish> = fc.record({
	id: fc.constantFrom("a", "b", "c", "d"),
	what: fc.constantFrom("go", "come", "move", "come again"),
	type: fc.constantFrom("npc", "player"),
	x: fc.integer({ min: 0, max: 9 }),
	hasPlace: fc.boolean(),
});

/** The change set of those wishes that can be had, no two for the same entity. */
function granted(world: World, wishes: readonly Wish[]): LimitedChangeSet {
	const entityRemoved: string[] = [];
	const entityCreated: { id: string; type: string; position?: { x: number; y: number; z: number } }[] = [];
	const entityMoved: { id: string; position: { x: number; y: number; z: number } }[] = [];
	const met = new Set<string>();
	for (const { id, what, type, x, hasPlace } of wishes) {
		if (met.has(id)) continue;
		met.add(id);
		const isThere = world.has(id);
		if (what === "move" && isThere) entityMoved.push({ id, position: at(x) });
		if (isThere && (what === "go" || what === "come again")) entityRemoved.push(id);
		if (what === "come again" || (what === "come" && !isThere)) {
			entityCreated.push({ id, type, ...(hasPlace && { position: at(x) }) });
		}
	}
	return { entityRemoved, entityCreated, entityMoved };
}

describe("many limited change sets as one", () => {
	it("[DR43] lead where they lead one after the other, from wherever that is", () => {
		fc.assert(
			fc.property(
				fc.array(fc.array(wish, { maxLength: 4 }), { maxLength: 12 }),
				fc.nat(12),
				(ticks, from) => {
					let world: World = new Map();
					let start = world;
					const sets: LimitedChangeSet[] = [];
					for (const [index, wishes] of ticks.entries()) {
						if (index === from) start = world;
						const changes = granted(world, wishes);
						if (index >= from) sets.push(changes);
						world = apply(world, changes);
					}
					if (sets.length > 0) expect(sorted(apply(start, foldLimited(sets)))).toEqual(sorted(world));
				},
			),
			{ numRuns: 2000 },
		);
	});

	it.each<[string, LimitedChangeSet[], LimitedChangeSet]>([
		["nothing of nothing", [{}, {}], {}],
		[
			"the last of many moves",
			[{ entityMoved: [{ id: "a", position: at(1) }] }, { entityMoved: [{ id: "a", position: at(2) }] }],
			{ entityMoved: [{ id: "a", position: at(2) }] },
		],
		[
			"nothing of who came, moved and went",
			[
				{ entityCreated: [{ id: "a", type: "npc" }] },
				{ entityMoved: [{ id: "a", position: at(2) }] },
				{ entityRemoved: ["a"] },
			],
			{},
		],
		[
			"only the going of who moved and went",
			[{ entityMoved: [{ id: "a", position: at(2) }] }, { entityRemoved: ["a"] }],
			{ entityRemoved: ["a"] },
		],
		[
			"the place of who came and moved in their coming",
			[{ entityCreated: [{ id: "a", type: "npc" }] }, { entityMoved: [{ id: "a", position: at(2) }] }],
			{ entityCreated: [{ id: "a", type: "npc", position: at(2) }] },
		],
		[
			"both of who went and came as another",
			[
				{ entityMoved: [{ id: "a", position: at(1) }] },
				{ entityRemoved: ["a"] },
				{ entityCreated: [{ id: "a", type: "player" }] },
			],
			{ entityCreated: [{ id: "a", type: "player" }], entityRemoved: ["a"] },
		],
	])("[DR43] hold %s", (_, sets, expected) => {
		expect(foldLimited(sets)).toEqual(expected);
	});
});
