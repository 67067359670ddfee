import { describe, expect, it } from "vitest";
import { project } from "../engine/project.js";
import { roomWith, type TestRoom } from "../engine/testing/test-room.js";
import { scriptedMind } from "./scripted-mind.js";

const SWORD = {
	attackId: "sword",
	name: "Sword",
	kind: "melee",
	bonus: 5,
	range: 1,
	damage: [{ dice: "1d6", type: "slashing" }],
} as const;

const GUARD = { entityId: "guard", entityType: "npc", side: "guard", attacks: [SWORD] } as const;
const at = (x: number, y: number) => ({ position: { x, y } });
const foe = (entityId: string, x: number, y: number) => ({ entityId, ...at(x, y) });

const think = (room: TestRoom) =>
	scriptedMind(project(room.state(), { kind: "mind", entityId: "guard" }), "guard");

const END = { type: "end", entityId: "guard" };
const strike = (target: string) => ({ type: "attack", entityId: "guard", target, actionId: "sword" });

describe("the scripted mind", () => {
	it("[EK12] goes to the nearest enemy that it can come to, and strikes", () => {
		const room = roomWith([{ ...GUARD, ...at(2, 2) }, foe("far", 2, 9), foe("near", 5, 2)]);
		expect(think(room)).toEqual([
			{ type: "move", entityId: "guard", position: { x: 4, y: 2 } },
			strike("near"),
			END,
		]);
	});

	it("[EK12] strikes as often as it may where it stands", () => {
		const room = roomWith([{ ...GUARD, ...at(2, 2), attacksPerAction: 2 }, foe("near", 3, 3)]);
		expect(think(room)).toEqual([strike("near"), strike("near"), END]);
	});

	it("[EK12] walks around a wall towards an enemy whom it cannot reach this turn", () => {
		const rows = Array.from({ length: 12 }, (_, y) => (y < 11 ? "......#....." : "............"));
		const room = roomWith([{ ...GUARD, ...at(5, 5) }, foe("foe", 7, 5)], { rows });
		expect(think(room)).toEqual([{ type: "move", entityId: "guard", position: { x: 5, y: 11 } }, END]);
		for (let turn = 0; turn < 4 && !think(room).some(({ type }) => type === "attack"); turn += 1) {
			for (const action of think(room)) room.do({ type: "act", action }, { kind: "mind", entityId: "guard" });
			room.end("foe");
		}
		expect(think(room)).toContainEqual(strike("foe"));
	});

	it("[EK12] leaves those alone who are friends, nobody's enemies, down, or not to be seen", () => {
		const room = roomWith([
			{ ...GUARD, ...at(2, 2) },
			{ ...foe("friend", 3, 3), side: "guard" },
			{ ...foe("bystander", 1, 1), side: "others" },
			{ ...foe("hidden", 2, 3), isHidden: true },
			{ ...foe("fallen", 3, 2), entityType: "playerCharacter", userId: "ana" },
		]);
		room.do({ type: "applyEffect", entityId: "fallen", effect: { kind: "damage", amount: 20 } });
		expect(room.state().participants["fallen"]?.life).toBe("down");
		expect(think(room)).toEqual([END]);
	});

	it("[EK12] does with what is left of its attacks what it can", () => {
		const room = roomWith([{ ...GUARD, ...at(2, 2), attacksPerAction: 2 }, foe("near", 3, 3)]);
		room.do({ type: "act", action: think(room)[0]! }, { kind: "mind", entityId: "guard" });
		expect(think(room)).toEqual([strike("near"), END]);
		room.do({ type: "act", action: think(room)[0]! }, { kind: "mind", entityId: "guard" });
		expect(think(room)).toEqual([END]);
	});

	it("[EK12] gets up first", () => {
		const room = roomWith([{ ...GUARD, ...at(2, 2) }, foe("near", 3, 2)]);
		const condition = { condition: "prone" } as const;
		room.do({ type: "applyEffect", entityId: "guard", effect: { kind: "addCondition", condition } });
		const [stand, ...rest] = think(room);
		expect([stand, rest]).toEqual([{ type: "interact", entityId: "guard", actionId: "stand" }, []]);
		room.do({ type: "act", action: stand! }, { kind: "mind", entityId: "guard" });
		expect(think(room)).toEqual([strike("near"), END]);
	});
});
