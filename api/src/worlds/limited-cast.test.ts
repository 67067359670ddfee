import { describe, expect, it } from "vitest";
import { diffWorlds } from "./change-tracker.js";
import { limitedCast, visibleEntity } from "./limited-cast.js";
import { EMPTY_WORLD } from "./world.js";
import type { Entity, WorldState } from "./world.js";

const at = (x: number) => ({ x, y: 0, z: 0 });

function entity(id: string, more: Partial<Entity> = {}): Entity {
	return { id, key: id, name: id, type: "npc", source: "", location: "Market", ...more };
}

function world(...entities: readonly Entity[]): WorldState {
	return { ...EMPTY_WORLD, entities: new Map(entities.map((one) => [one.id, one])) };
}

function cast(before: WorldState, after: WorldState) {
	return limitedCast(diffWorlds(before, after), after.entities);
}

describe("the limited cast", () => {
	it("[CH6] tells where who moved is now, once", () => {
		const before = world(entity("a", { position: at(1) }), entity("b", { position: at(1) }), entity("c"));
		const after = world(
			entity("a", { position: { x: 2, y: 3, z: 4 } }),
			entity("b", { position: at(1), location: "Square" }),
			entity("c", { position: at(5) }),
		);
		expect(cast(before, after)).toEqual({
			entityMoved: [
				{ id: "a", position: { x: 2, y: 3, z: 4 } },
				{ id: "c", position: at(5) },
			],
		});
	});

	it("[CH6] tells who came, as far as can be seen, and who went", () => {
		const before = world(entity("gone"));
		const after = world(entity("a", { position: at(1), type: "player", cluster: "c" }), entity("b"));
		expect(cast(before, after)).toEqual({
			entityCreated: [
				{ id: "a", type: "player", position: at(1) },
				{ id: "b", type: "npc" },
			],
			entityRemoved: ["gone"],
		});
	});

	it("[CH6] says nothing of what cannot be seen", () => {
		const before = world(entity("a", { position: at(1) }));
		const after = world(entity("a", { position: at(1), cluster: "c", location: "Square" }));
		expect(cast(before, after)).toEqual({});
		expect(visibleEntity(entity("a", { cluster: "c" }))).toEqual({ id: "a", type: "npc" });
	});

	it("[CH6] does not take a field that only begins like the position for it", () => {
		const changes = {
			updated: [{ entityId: "a", field: "positional", newValue: 1 }],
			created: [],
			deleted: [],
		};
		expect(limitedCast({ entities: changes }, world(entity("a", { position: at(1) })).entities)).toEqual({});
	});
});
