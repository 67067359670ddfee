import { describe, expect, it } from "vitest";
import type { Effect, NewParticipant } from "./commands.js";
import { roomWith, type TestRoom } from "./testing/test-room.js";

function withHero(given: Partial<NewParticipant> = {}, seed = "seed"): TestRoom {
	const hero = { entityId: "a", entityType: "playerCharacter", ...given } as const;
	return roomWith([hero, { entityId: "b" }, { entityId: "c" }], { seed });
}

function apply(room: TestRoom, entityId: string, effect: Effect): void {
	room.do({ type: "applyEffect", entityId, effect });
}

const one = (room: TestRoom, entityId = "a") => room.state().participants[entityId]!;

describe("hit points", () => {
	it("[EN32] are lost after temporary ones, and come back up to the most there can be", () => {
		const room = withHero();
		apply(room, "a", { kind: "hp", temporaryHP: 5 });
		apply(room, "a", { kind: "damage", amount: 8 });
		expect(one(room)).toMatchObject({ temporaryHP: 0, currentHP: 17 });
		apply(room, "a", { kind: "heal", amount: 90 });
		expect(one(room).currentHP).toBe(20);
	});

	it("[EN33] at 0 put monsters out of the fight, and let player characters fall", () => {
		const room = withHero();
		apply(room, "a", { kind: "damage", amount: 25 });
		expect(one(room)).toMatchObject({ life: "down", currentHP: 0 });
		expect(one(room).conditions.map(({ condition }) => condition)).toEqual(["unconscious", "prone"]);
		expect(room.order()).toContain("a");
		apply(room, "b", { kind: "damage", amount: 25 });
		expect(one(room, "b")).toMatchObject({ life: "defeated", conditions: [] });
		expect(room.order()).not.toContain("b");
	});

	it("[EN33] kill at once where as much is left over as there was at most", () => {
		const room = withHero();
		apply(room, "a", { kind: "damage", amount: 40 });
		expect(one(room).life).toBe("defeated");
	});

	it("[EN34] at 0 are rolled for at the start of each turn: three either way, a 1 twice, a 20 up again", () => {
		const ends = new Set<string>();
		for (let seed = 0; seed < 120; seed += 1) {
			const room = withHero({}, String(seed));
			apply(room, "a", { kind: "damage", amount: 20 });
			let [successes, failures] = [0, 0];
			for (let turn = 0; turn < 6 && one(room).life === "down"; turn += 1) {
				for (const id of room.order().slice()) if (room.current() === id) room.end(id);
				const roll = room.entries
					.at(-1)!
					.data.events.find((event) => event.type === "ROLLED" && event.for === "death save");
				const total = roll?.type === "ROLLED" ? roll.total : 0;
				if (total === 20) {
					expect(one(room)).toMatchObject({ life: "up", currentHP: 1 });
					break;
				}
				if (total >= 10) successes += 1;
				else failures += total === 1 ? 2 : 1;
				const life = failures >= 3 ? "defeated" : successes >= 3 ? "stable" : "down";
				expect(one(room).life).toBe(life);
			}
			ends.add(one(room).life);
		}
		expect([...ends].sort()).toEqual(["defeated", "stable", "up"]);
	});

	it("[EN34] lost while down count as a failure each", () => {
		const room = withHero();
		apply(room, "a", { kind: "damage", amount: 20 });
		apply(room, "a", { kind: "damage", amount: 1 });
		apply(room, "a", { kind: "damage", amount: 1 });
		expect(one(room).deathSaves.failures).toBe(2);
		apply(room, "a", { kind: "damage", amount: 1 });
		expect(one(room).life).toBe("defeated");
	});

	it("[EN35] that come back bring one back to its feet, and to its place from the next round", () => {
		const room = withHero();
		apply(room, "b", { kind: "damage", amount: 25 });
		room.do({ type: "applyEffect", entityId: "c", effect: { kind: "move", position: { x: 1, y: 0 } } });
		apply(room, "b", { kind: "heal", amount: 4 });
		expect(one(room, "b")).toMatchObject({ life: "up", currentHP: 4, position: { x: 2, y: 0 } });
		expect(room.order()).toEqual(["a", "b", "c"]);
		room.end("a");
		expect(room.current()).toBe("c");
		apply(room, "a", { kind: "damage", amount: 20 });
		apply(room, "a", { kind: "heal", amount: 1 });
		expect(one(room).conditions.map(({ condition }) => condition)).toEqual(["prone"]);
	});

	it("[EN36] are set by the DM within what can be", () => {
		const room = withHero();
		apply(room, "a", { kind: "hp", maxHP: 12 });
		expect(one(room)).toMatchObject({ currentHP: 12, maxHP: 12 });
		for (const effect of [
			{ kind: "hp", currentHP: 13 },
			{ kind: "hp", maxHP: 0 },
			{ kind: "damage", amount: -1 },
			{ kind: "heal", amount: 0.5 },
		] as const) {
			expect(room.give({ type: "applyEffect", entityId: "a", effect })).toMatchObject({ code: "invalid" });
		}
		apply(room, "a", { kind: "hp", currentHP: 0 });
		expect(one(room).life).toBe("down");
	});
});
