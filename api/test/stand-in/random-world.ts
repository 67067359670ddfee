import fc from "fast-check";
import type { Entity, Mind, WorldCluster, WorldState } from "../../src/worlds/world.js";

const IDS = ["npc:1", "npc:2", "player:3", "npc.dotted", "Zoë 🏮"] as const;

const coordinate = fc.integer({ min: -500, max: 500 }).map((n) => n / 10);
const position = fc.record({ x: coordinate, y: coordinate, z: coordinate });

const entity = (id: string): fc.Arbitrary<Entity> =>
	fc.record(
		{
			id: fc.constant(id),
			key: fc.constant(id),
			name: fc.constantFrom("Ada", "Zoë", "李雷"),
			type: fc.constantFrom("npc" as const, "player" as const),
			source: fc.constantFrom("", "s1"),
			position,
			cluster: fc.constantFrom("c1", "c2"),
			location: fc.constantFrom("Market", "Old Mill"),
		},
		{ requiredKeys: ["id", "key", "name", "type", "source", "location"] },
	);

const mind = (id: string): fc.Arbitrary<Mind> =>
	fc.record(
		{
			id: fc.constant(id),
			relationships: fc.array(
				fc.record({ id: fc.constantFrom(...IDS), strength: fc.double({ noNaN: true }) }),
			),
			recentInteractions: fc.constant([]),
			mood: fc.constantFrom("calm", "cross"),
			extra: fc.dictionary(fc.constantFrom("a.b", "c\\d", "needs"), fc.jsonValue()),
		},
		{ requiredKeys: ["id", "relationships", "recentInteractions"] },
	);

const cluster = (id: string): fc.Arbitrary<WorldCluster> =>
	fc.record({
		id: fc.constant(id),
		source: fc.constant("s1"),
		members: fc.subarray([...IDS]),
		npcs: fc.nat(9),
		players: fc.nat(9),
		formed: fc.constant(1_700_000_000),
	});

function some<T extends { readonly id: string }>(
	ids: readonly string[],
	make: (id: string) => fc.Arbitrary<T>,
): fc.Arbitrary<ReadonlyMap<string, T>> {
	return fc
		.subarray([...ids])
		.chain((chosen) => fc.tuple(...chosen.map(make)))
		.map((items) => new Map(items.map((item) => [item.id, item])));
}

/** Any small world: few ids, so that two of them share, lack and change the same ones. JSON-clean. */
export const anyWorld: fc.Arbitrary<WorldState> = fc
	.record({
		entities: some(IDS, entity),
		npcs: some(IDS, mind),
		clusters: some(["c1", "c2"], cluster),
		resources: fc.constant(new Map()),
		buildings: fc.constant(new Map()),
	})
	.map(throughJson);

function throughJson(world: WorldState): WorldState {
	const clean = <T>(items: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
		new Map(JSON.parse(JSON.stringify([...items])) as [string, T][]);
	return {
		entities: clean(world.entities),
		npcs: clean(world.npcs),
		clusters: clean(world.clusters),
		resources: clean(world.resources),
		buildings: clean(world.buildings),
	};
}

/** The world after `before` that is most like `target`: whoever stays keeps type and, once told, a position. */
export function following(before: WorldState, target: WorldState): WorldState {
	const entities = [...target.entities].map(([id, entity]): [string, Entity] => {
		const old = before.entities.get(id);
		const position = entity.position ?? old?.position;
		return [id, { ...entity, type: old?.type ?? entity.type, ...(position && { position }) }];
	});
	return { ...target, entities: new Map(entities) };
}
