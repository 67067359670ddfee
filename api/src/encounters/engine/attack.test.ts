import { describe, expect, it } from "vitest";
import { attackMode } from "./attack.js";
import type { NewParticipant } from "./commands.js";
import type { ConditionName } from "./condition-names.js";
import type { Deed, Rolled } from "./events.js";
import { BOW, roomWith, SWORD, type TestRoom } from "./testing/test-room.js";

const AT = (x: number, y: number) => ({ position: { x, y } });

/** What the last command led to. */
function last(room: TestRoom): { readonly deeds: readonly Deed[]; readonly rolls: readonly Rolled[] } {
	const { events } = room.entries.at(-1)!.data;
	return {
		deeds: events.flatMap((event) => (event.type === "ACTED" ? [event.deed] : [])),
		rolls: events.flatMap((event) => (event.type === "ROLLED" ? [event] : [])),
	};
}

function duel(b: Partial<NewParticipant> = {}, a: Partial<NewParticipant> = {}, seed = "seed"): TestRoom {
	return roomWith(
		[
			{ entityId: "a", side: "party", ...a },
			{ entityId: "b", maxHP: 500, ...b },
		],
		{ seed },
	);
}

function hit(room: TestRoom, actionId = "sword"): void {
	expect(room.act({ type: "attack", entityId: "a", target: "b", actionId })).toEqual({ ok: true });
}

describe("an attack", () => {
	it("[EN26] hits from the armour class on, always by a 20, never by a 1, and a 20 is critical", () => {
		const seen = new Set<string>();
		for (let seed = 0; seed < 150; seed += 1) {
			const room = duel({ armorClass: seed % 3 === 0 ? 40 : seed % 3 === 1 ? 1 : 15 }, {}, String(seed));
			hit(room);
			const { deeds, rolls } = last(room);
			const [die] = rolls[0]!.rolls;
			const isHit = die === 20 || (die !== 1 && die! + 5 >= room.state().participants["b"]!.armorClass);
			const outcome = !isHit ? "missed" : die === 20 ? "critical" : "hit";
			expect(deeds[0]).toMatchObject({ kind: "attacked", outcome });
			expect(rolls).toHaveLength(isHit ? 2 : 1);
			if (isHit) expect(rolls[1]!.dice).toBe(outcome === "critical" ? "2d8+3" : "1d8+3");
			const { currentHP } = room.state().participants["b"]!;
			expect(500 - currentHP).toBe(isHit ? rolls[1]!.total : 0);
			seen.add(`${outcome} ${String(die === 1 || die === 20)}`);
		}
		expect([...seen].sort()).toEqual(["critical true", "hit false", "missed false", "missed true"]);
	});

	it("[EN27] needs reach, a free line, a target that it knows of, and an action", () => {
		const far = duel(AT(5, 0));
		expect(far.act({ type: "attack", entityId: "a", target: "b" })).toMatchObject({ code: "illegal" });
		const walled = duel(AT(2, 0), {});
		walled.do({ type: "setTerrain", cells: [{ x: 1, y: 0 }], terrain: "#" });
		expect(walled.act({ type: "attack", entityId: "a", target: "b", actionId: "bow" })).toMatchObject({
			reason: "There is something in between.",
		});
		const unknown = { code: "unknown", reason: "There is nobody like that to attack." };
		for (const target of ["a", "nobody"]) {
			expect(duel().act({ type: "attack", entityId: "a", target })).toMatchObject(unknown);
		}
		expect(duel({ isHidden: true }).act({ type: "attack", entityId: "a", target: "b" })).toMatchObject(
			unknown,
		);
		const twice = duel({}, { attacksPerAction: 2 });
		hit(twice);
		hit(twice);
		expect(twice.act({ type: "attack", entityId: "a", target: "b" })).toMatchObject({ code: "nothing_left" });
	});

	it("[EN28] has advantage and disadvantage by what either is under, by range and by who stands near", () => {
		const modeWith = (
			own: readonly ConditionName[],
			others: readonly ConditionName[],
			at = { weapon: SWORD as typeof SWORD | typeof BOW, x: 1 },
		) => {
			const room = duel(AT(at.x, 0));
			const give = (entityId: string, condition: ConditionName) => {
				const effect = { kind: "addCondition", condition: { condition, sourceId: "b" } } as const;
				room.do({ type: "applyEffect", entityId, effect });
			};
			for (const condition of own) give("a", condition);
			for (const condition of others) give("b", condition);
			const { a, b } = room.state().participants;
			return attackMode(room.state(), a!, { target: b!, ...at.weapon });
		};
		expect(modeWith([], [])).toBe("normal");
		const better = ["invisible", "unseen", "helped"] as const;
		const worse = ["blinded", "frightened", "poisoned", "prone", "restrained"] as const;
		for (const one of better) expect([one, modeWith([one], [])]).toEqual([one, "advantage"]);
		for (const one of worse) expect([one, modeWith([one], [])]).toEqual([one, "disadvantage"]);
		const weak = ["blinded", "paralyzed", "prone", "restrained", "stunned", "unconscious"] as const;
		for (const one of weak) expect([one, modeWith([], [one])]).toEqual([one, "advantage"]);
		for (const one of ["dodging", "invisible"] as const) expect(modeWith([], [one])).toBe("disadvantage");
		expect(modeWith([], ["dodging", "stunned"])).toBe("advantage");
		expect(modeWith(["poisoned"], ["stunned", "restrained"])).toBe("normal");
		expect(modeWith([], [], { weapon: BOW, x: 1 })).toBe("disadvantage");
		expect(modeWith([], ["stunned"], { weapon: BOW, x: 1 })).toBe("advantage");
		expect(modeWith([], [], { weapon: BOW, x: 6 })).toBe("normal");
		expect(modeWith([], [], { weapon: BOW, x: 7 })).toBe("disadvantage");
		expect(modeWith([], ["prone"], { weapon: BOW, x: 5 })).toBe("disadvantage");
	});

	it("[EN26] is critical on the helpless from the next cell", () => {
		for (let seed = 0; seed < 12; seed += 1) {
			const room = duel({ armorClass: 1 }, {}, String(seed));
			const effect = { kind: "addCondition", condition: { condition: "paralyzed" } } as const;
			room.do({ type: "applyEffect", entityId: "b", effect });
			hit(room);
			const [attacked] = last(room).deeds;
			if (attacked?.kind === "attacked" && attacked.outcome !== "missed")
				expect(attacked.outcome).toBe("critical");
		}
	});

	it("[EN29] is halved by resistance, nothing by immunity, doubled by vulnerability", () => {
		for (const [given, share] of [
			[{ resistances: ["slashing"] }, 0.5],
			[{ immunities: ["slashing"] }, 0],
			[{ vulnerabilities: ["slashing"] }, 2],
			[{ resistances: ["fire"] }, 1],
		] as const) {
			const room = duel({ armorClass: 1, ...given }, {}, "3");
			hit(room);
			const total = last(room).rolls[1]!.total;
			expect(500 - room.state().participants["b"]!.currentHP).toBe(Math.floor(total * share));
		}
	});

	it("[EN30] comes at whoever leaves the reach of an enemy, once, by its reaction", () => {
		const go = (room: TestRoom, x: number, y = 1) =>
			room.act({ type: "move", entityId: "a", position: { x, y } });
		const room = duel(AT(1, 0), { ...AT(0, 0), maxHP: 500 });
		room.act({ type: "interact", entityId: "a", actionId: "dash" });
		expect(go(room, 1)).toEqual({ ok: true });
		expect(last(room).deeds).toEqual([expect.objectContaining({ kind: "moved" })]);
		expect(go(room, 3)).toEqual({ ok: true });
		const kinds = last(room).deeds.map(({ kind }) => kind);
		expect(kinds.filter((kind) => kind === "attacked")).toHaveLength(1);
		expect(kinds.indexOf("attacked")).toBeGreaterThan(kinds.indexOf("moved"));
		expect(room.state().participants["b"]!.economy.reaction).toBe(false);
		expect([go(room, 1), go(room, 4)]).toEqual([{ ok: true }, { ok: true }]);
		expect(last(room).deeds).toEqual([expect.objectContaining({ kind: "moved" })]);
		const calm = duel(AT(1, 0), AT(0, 0));
		calm.act({ type: "interact", entityId: "a", actionId: "disengage" });
		expect(go(calm, 0, 3)).toEqual({ ok: true });
		expect(last(calm).deeds).toEqual([expect.objectContaining({ kind: "moved" })]);
		const friends = duel({ side: "party" });
		expect(go(friends, 0, 3)).toEqual({ ok: true });
		expect(last(friends).deeds).toHaveLength(1);
	});

	it("[EN30] stops whoever falls by it where they stood, and their turn goes on to the next", () => {
		for (let seed = 0; seed < 40; seed += 1) {
			const room = duel(AT(1, 0), { ...AT(0, 0), maxHP: 1 }, String(seed));
			room.act({ type: "move", entityId: "a", position: { x: 0, y: 5 } });
			const { life, position } = room.state().participants["a"]!;
			expect(position).toEqual(life === "up" ? { x: 0, y: 5 } : { x: 0, y: 1 });
			expect(room.current()).toBe(life === "up" ? "a" : "b");
		}
	});

	it("[EN30] leaves nobody who falls among friends on a cell of theirs", () => {
		const places = new Set<number>();
		for (let seed = 0; seed < 30; seed += 1) {
			const those = [
				{ entityId: "a", side: "party", maxHP: 1, ...AT(0, 0) },
				{ entityId: "friend", side: "party", ...AT(1, 0) },
				{ entityId: "b", ...AT(0, 1) },
			];
			const room = roomWith(those, { seed: String(seed), rows: ["....", ".###"] });
			room.act({ type: "move", entityId: "a", position: { x: 2, y: 0 } });
			places.add(room.state().participants["a"]!.position.x);
		}
		expect([...places].sort()).toEqual([0, 2]);
	});

	it("[EN31] passes allies slowly, never enemies, and stops before whom it did not know of", () => {
		const corridor = { rows: ["......"] };
		const walk = (b: Partial<NewParticipant>, x: number) => {
			const room = roomWith(
				[
					{ entityId: "a", side: "party" },
					{ entityId: "b", ...AT(2, 0), ...b },
				],
				corridor,
			);
			const result = room.act({ type: "move", entityId: "a", position: { x, y: 0 } });
			return { result, one: room.state().participants["a"]! };
		};
		expect(walk({ side: "party" }, 4).one).toMatchObject({
			position: { x: 4 },
			economy: { movementLeft: 1 },
		});
		expect(walk({ side: "party" }, 2).result).toMatchObject({ ok: false });
		expect(walk({}, 4).result).toMatchObject({ ok: false });
		const stopped = walk({ isHidden: true }, 4);
		expect(stopped.result).toEqual({ ok: true });
		expect(stopped.one).toMatchObject({ position: { x: 1 }, economy: { movementLeft: 5 } });
	});

	it("[EN31] is not for those who are held, and the frightened go no nearer", () => {
		for (const condition of ["grappled", "restrained", "stunned", "frightened"] as const) {
			const room = duel(AT(5, 0));
			const effect = { kind: "addCondition", condition: { condition, sourceId: "b" } } as const;
			room.do({ type: "applyEffect", entityId: "a", effect });
			expect(room.act({ type: "move", entityId: "a", position: { x: 2, y: 0 } })).toMatchObject({
				ok: false,
			});
			const away = room.act({ type: "move", entityId: "a", position: { x: 0, y: 4 } });
			expect(away.ok).toBe(condition === "frightened");
		}
	});
});
