import { describe, expect, it } from "vitest";
import { isInArea } from "./area.js";
import type { NewParticipant } from "./commands.js";
import type { Spell } from "./powers.js";
import type { Cell } from "./state.js";
import { SPELLS } from "./testing/random-play.js";
import { roomWith, type TestRoom } from "./testing/test-room.js";

const ITEMS = [
	{ itemId: "potion", name: "Potion", quantity: 1, use: { healing: "2d4+2", range: 1 } },
	{ itemId: "rope", name: "Rope", quantity: 1 },
] as const;

function withMage(given: Partial<NewParticipant> = {}, seed = "seed"): TestRoom {
	const mage = {
		entityId: "a",
		side: "party",
		spells: SPELLS,
		slots: [2, 1],
		inventory: ITEMS,
		maxHP: 90,
		...given,
	};
	const foe = { entityId: "b", maxHP: 200, position: { x: 4, y: 0 } };
	return roomWith([mage, foe, { entityId: "c", maxHP: 200, position: { x: 5, y: 1 } }], { seed });
}

const one = (room: TestRoom, entityId = "a") => room.state().participants[entityId]!;

function cast(
	room: TestRoom,
	spellId: string,
	more: { target?: string; position?: Cell; slotLevel?: number },
) {
	const { slotLevel, ...aim } = more;
	const parameters = slotLevel === undefined ? {} : { slotLevel };
	return room.act({ type: "cast", entityId: "a", spellId, ...aim, parameters });
}

describe("spells", () => {
	it("[EN37] take a slot of their level or a greater one, none for a cantrip, and an action", () => {
		const room = withMage();
		expect(cast(room, "blast", { target: "b", slotLevel: 2 })).toEqual({ ok: true });
		expect(one(room)).toMatchObject({ slots: [2, 0], economy: { action: false } });
		expect(cast(room, "bolt", { target: "b" })).toMatchObject({ code: "nothing_left" });
		expect(cast(room, "mend", { target: "a", slotLevel: 2 })).toMatchObject({ code: "nothing_left" });
		const fresh = withMage();
		expect(cast(fresh, "blast", { target: "b", slotLevel: 0 })).toMatchObject({ code: "invalid" });
		expect(cast(fresh, "bolt", { target: "b" })).toEqual({ ok: true });
		expect(one(fresh).slots).toEqual([2, 1]);
	});

	it("[EN37] add dice for a greater slot", () => {
		const room = withMage();
		cast(room, "blast", { target: "b", slotLevel: 2 });
		const rolls = room.entries.at(-1)!.data.events.filter((event) => event.type === "ROLLED");
		expect(rolls.filter((roll) => roll.for === "damage").map(({ dice }) => dice)).toEqual(["3d6", "1d6"]);
	});

	it("[EN37] hurt everybody in the area the same, half of it who resists", () => {
		for (let seed = 0; seed < 20; seed += 1) {
			const room = withMage({}, String(seed));
			expect(cast(room, "blast", { position: { x: 4, y: 1 } })).toEqual({ ok: true });
			const { events } = room.entries.at(-1)!.data;
			const damage = events.find((event) => event.type === "ROLLED" && event.for === "damage");
			const total = damage?.type === "ROLLED" ? damage.total : 0;
			for (const id of ["b", "c"]) {
				const holds = events.some(
					(event) => event.type === "ACTED" && event.deed.kind === "saved" && event.deed.entityId === id,
				);
				expect(200 - one(room, id).currentHP).toBe(holds ? Math.floor(total / 2) : total);
			}
			expect(one(room).currentHP).toBe(90);
		}
	});

	it("[EN37] are refused out of range, out of sight, and at nothing", () => {
		const room = withMage();
		room.do({ type: "setTerrain", cells: [{ x: 2, y: 0 }], terrain: "#" });
		expect(cast(room, "bolt", { target: "b" })).toMatchObject({ reason: "That is out of reach." });
		expect(cast(room, "blast", { position: { x: 11, y: 11 } })).toMatchObject({ code: "illegal" });
		expect(cast(room, "blast", { position: { x: 99, y: 0 } })).toMatchObject({ code: "unknown" });
		expect(cast(room, "bolt", {})).toMatchObject({ code: "unknown" });
		expect(cast(room, "wish", { target: "b" })).toMatchObject({ code: "unknown" });
	});

	it("[EN38] of concentration end with it: by another such spell, by being hurt, by being unable to act", () => {
		const isHeld = (room: TestRoom) =>
			one(room, "b").conditions.some(({ condition }) => condition === "paralyzed");
		const held = () => {
			for (let seed = 0; ; seed += 1) {
				const room = withMage({}, String(seed));
				cast(room, "hold", { target: "b" });
				if (isHeld(room)) return room;
			}
		};
		const room = held();
		expect(one(room).concentration).toMatchObject({ spellId: "hold" });
		room.do({
			type: "applyEffect",
			entityId: "a",
			effect: { kind: "addCondition", condition: { condition: "stunned" } },
		});
		expect([isHeld(room), one(room).concentration]).toEqual([false, null]);
		const hurt = held();
		// Half of it is more than anybody can roll.
		hurt.do({ type: "applyEffect", entityId: "a", effect: { kind: "damage", amount: 80 } });
		expect([isHeld(hurt), one(hurt).concentration]).toEqual([false, null]);
		const again = held();
		for (const id of ["a", "b", "c"]) if (again.current() === id) again.end(id);
		while (again.current() !== "a") again.end(again.current()!);
		cast(again, "hold", { target: "c" });
		expect(isHeld(again)).toBe(false);
	});

	it("[EN37] reach as far as their shape: a cone widens, a line does not, neither goes through walls", () => {
		const state = withMage().state();
		const from = { x: 0, y: 5 };
		const towards = { x: 3, y: 5 };
		const reached = (area: NonNullable<Spell["area"]>) =>
			Array.from({ length: 144 }, (_, at) => ({ x: at % 12, y: Math.floor(at / 12) }))
				.filter((cell) => isInArea(state, cell, { area, from, towards }))
				.map(({ x, y }) => `${String(x)},${String(y)}`);
		expect(reached({ shape: "line", length: 4 })).toEqual(["1,5", "2,5", "3,5", "4,5"]);
		expect(reached({ shape: "cone", length: 2 })).toEqual(["2,4", "1,5", "2,5", "2,6"]);
		expect(reached({ shape: "burst", radius: 1 })).toEqual(["3,4", "2,5", "3,5", "4,5", "3,6"]);
	});
});

describe("conditions", () => {
	const give = (room: TestRoom, entityId: string, condition: object) => {
		const effect = { kind: "addCondition", condition: { condition: "poisoned", ...condition } } as const;
		room.do({ type: "applyEffect", entityId, effect });
	};
	const isPoisoned = (room: TestRoom, entityId: string) => one(room, entityId).conditions.length > 0;

	it("[EN39] last until so many starts or ends of the turns of somebody", () => {
		const room = withMage();
		give(room, "c", { until: { moment: "start", of: "b", turns: 2 } });
		room.end("a");
		expect(isPoisoned(room, "c")).toBe(true);
		for (const id of ["b", "c", "a"]) room.end(id);
		expect(isPoisoned(room, "c")).toBe(false);
		give(room, "b", { until: { moment: "end", of: "b", turns: 1 } });
		expect(isPoisoned(room, "b")).toBe(true);
		room.end("b");
		expect(isPoisoned(room, "b")).toBe(false);
	});

	it("[EN39] count their bearer's turns once those that they counted are no more", () => {
		const room = withMage();
		give(room, "c", { until: { moment: "end", of: "b", turns: 1 } });
		room.do({ type: "removeParticipant", entityId: "b" });
		room.end("a");
		expect(isPoisoned(room, "c")).toBe(true);
		room.end("c");
		expect(isPoisoned(room, "c")).toBe(false);
	});

	it("[EN39] are shaken off by a saving throw at the end of a turn, and not had by the immune", () => {
		const room = withMage({ conditionImmunities: ["poisoned"] });
		give(room, "a", {});
		expect(isPoisoned(room, "a")).toBe(false);
		give(room, "b", { saveEnds: { ability: "con", dc: -20 } });
		give(room, "c", { saveEnds: { ability: "con", dc: 90 } });
		for (const id of ["a", "b", "c"]) room.end(id);
		expect([isPoisoned(room, "b"), isPoisoned(room, "c")]).toEqual([false, true]);
	});
});

describe("items and other doings", () => {
	it("[EN48] are used up, one at a time, and only where they are of use", () => {
		const room = withMage();
		room.do({ type: "applyEffect", entityId: "a", effect: { kind: "damage", amount: 30 } });
		expect(room.act({ type: "useItem", entityId: "a", itemId: "rope" })).toMatchObject({ code: "illegal" });
		expect(room.act({ type: "useItem", entityId: "a", itemId: "potion", target: "b" })).toMatchObject({
			reason: "That is out of reach.",
		});
		expect(room.act({ type: "useItem", entityId: "a", itemId: "potion" })).toEqual({ ok: true });
		expect(one(room).currentHP).toBeGreaterThanOrEqual(64);
		expect(one(room).inventory.map(({ itemId }) => itemId)).toEqual(["rope"]);
		expect(room.act({ type: "useItem", entityId: "a", itemId: "potion" })).toMatchObject({ code: "unknown" });
	});

	it("[EN49] dash doubles the way, standing up costs half of it, and one action is all there is", () => {
		const room = withMage();
		const doing = (actionId: string) => room.act({ type: "interact", entityId: "a", actionId });
		expect(doing("dash")).toEqual({ ok: true });
		expect(one(room).economy.movementLeft).toBe(12);
		expect(doing("dodge")).toMatchObject({ code: "nothing_left" });
		expect(doing("stand")).toMatchObject({ code: "illegal" });
		room.do({
			type: "applyEffect",
			entityId: "a",
			effect: { kind: "addCondition", condition: { condition: "prone" } },
		});
		expect(doing("stand")).toEqual({ ok: true });
		expect(one(room)).toMatchObject({ economy: { movementLeft: 9 }, conditions: [] });
		expect(doing("fly")).toMatchObject({ code: "unknown" });
	});

	it("[EN49] what was made ready happens once, on the turn of another, by the reaction", () => {
		const room = withMage({ position: { x: 3, y: 0 } });
		const strike = { type: "react", action: { type: "attack", entityId: "a", target: "b" } } as const;
		expect(room.give(strike)).toMatchObject({ code: "illegal" });
		const ready = { type: "interact", entityId: "a", actionId: "ready" } as const;
		expect(room.act({ ...ready, parameters: { text: " " } })).toMatchObject({ code: "invalid" });
		expect(room.act({ ...ready, parameters: { text: "if it comes near" } })).toEqual({ ok: true });
		expect(room.give(strike)).toMatchObject({ code: "illegal" });
		room.end("a");
		expect(room.give(strike)).toEqual({ ok: true });
		expect(one(room)).toMatchObject({ readied: null, economy: { reaction: false, attacksLeft: 0 } });
		expect(room.give(strike)).toMatchObject({ code: "illegal" });
	});

	it("[EN49] help gives advantage once; hiding needs to be out of sight, and ends by striking", () => {
		const room = roomWith([
			{ entityId: "a", side: "party" },
			{ entityId: "b", side: "party" },
			{ entityId: "c", maxHP: 90 },
		]);
		expect(room.act({ type: "interact", entityId: "a", actionId: "hide" })).toMatchObject({
			code: "illegal",
		});
		room.act({ type: "interact", entityId: "a", actionId: "help", target: "b" });
		expect(one(room, "b").conditions).toMatchObject([{ condition: "helped" }]);
		room.end("a");
		room.act({ type: "attack", entityId: "b", target: "c" });
		const rolled = room.entries.at(-1)!.data.events.find(({ type }) => type === "ROLLED");
		expect(rolled).toMatchObject({ dice: "2d20kh1+5" });
		expect(one(room, "b").conditions).toEqual([]);
		room.do({ type: "applyEffect", entityId: "c", effect: { kind: "hide" } });
		room.end("b");
		room.act({ type: "attack", entityId: "c", target: "b" });
		expect(one(room, "c").isHidden).toBe(false);
	});
});
