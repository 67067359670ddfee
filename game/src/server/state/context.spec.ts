import { fakeEntity } from "../../../test/backend/fake-place";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { contextOf, hasFiniteHealth, healthOf } from "./context";

export = (t: Suite) => {
	t.it("holds identity, whereabouts, group, history and condition", () => {
		const group = { members: ["A", "B"], npcs: 2, players: 0, formed: 5, updated: 6 };
		const positions = { A: { x: 1, y: 2, z: 3 }, B: { x: 4, y: 5, z: 6 } };
		const interactions = [{ timestamp: 7, narrative: "Met B" }];
		const relationships = [{ id: "b", name: "B", kind: "friend", strength: 0.5 }];
		const context = contextOf({
			entity: fakeEntity("a", { key: "A", name: "Ann" }),
			position: positions.A,
			group,
			positions,
			location: "Market",
			vitals: { health: 80, maxHealth: 100, isMoving: true, mood: "calm" },
			relationships,
			interactions,
		});
		expect(context).toEqual({
			id: "a",
			name: "Ann",
			type: "npc",
			relationships,
			currentGroups: group,
			position: positions.A,
			positions,
			location: "Market",
			recentInteractions: interactions,
			health: { state: "healthy", current: 80, max: 100, isMoving: true },
			mood: "calm",
		});
	});
	t.it("leaves out what is not known", () => {
		const entity = fakeEntity("a", { type: "player" });
		expect(contextOf({ entity, location: "Unknown", relationships: [], interactions: [] })).toEqual({
			id: "a",
			name: "Name a",
			type: "player",
			relationships: [],
			location: "Unknown",
			recentInteractions: [],
		});
	});
	t.it("tells health in whole points: 0 for the dead alone", () => {
		const state = (health: number) => healthOf({ health, maxHealth: 100, isMoving: false })!;
		expect(state(0).state).toBe("dead");
		expect(state(-5)).toEqual({ state: "dead", current: 0, max: 100, isMoving: false });
		expect(state(0.2)).toEqual({ state: "hurt", current: 1, max: 100, isMoving: false });
		expect(state(49.9).state).toBe("hurt");
		expect(state(50).state).toBe("healthy");
		expect(state(99.2).current).toBe(100);
	});
	t.it("has no health where a number is missing or not finite", () => {
		expect(healthOf({ isMoving: true })).toBe(undefined);
		expect(healthOf({ health: 5, isMoving: true })).toBe(undefined);
		for (const bad of [0 / 0, math.huge]) {
			expect(healthOf({ health: bad, maxHealth: 100, isMoving: true })).toBe(undefined);
			expect(healthOf({ health: 100, maxHealth: bad, isMoving: true })).toBe(undefined);
			expect(hasFiniteHealth({ health: 100, maxHealth: bad, isMoving: true })).toBe(false);
		}
		expect(hasFiniteHealth({ isMoving: true })).toBe(true);
	});
};
