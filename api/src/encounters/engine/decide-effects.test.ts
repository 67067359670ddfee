import { describe, expect, it } from "vitest";
import type { CommandBody, Effect } from "./commands.js";
import { emptyState } from "./state.js";
import { planEntry } from "./replay.js";
import { DM, openRows, roomWith, someone, testRoom, type TestRoom } from "./testing/test-room.js";

function give(room: TestRoom, entityId: string, effect: Effect) {
	return room.give({ type: "applyEffect", entityId, effect });
}

const one = (room: TestRoom, entityId = "a") => room.state().participants[entityId]!;

describe("what the DM does by hand", () => {
	const room = () => roomWith([{ entityId: "a" }, { entityId: "b" }]);

	it("[EN58] puts somebody anywhere free, without anybody striking", () => {
		const to = room();
		const move = (x: number, y: number) => give(to, "a", { kind: "move", position: { x, y } });
		expect(move(9, 9)).toEqual({ ok: true });
		expect(one(to).position).toEqual({ x: 9, y: 9 });
		expect(one(to, "b").economy.reaction).toBe(true);
		for (const [x, y] of [
			[1, 0],
			[-1, 0],
			[12, 0],
		] as const) {
			expect(move(x, y)).toMatchObject({ code: "illegal" });
		}
	});

	it("[EN58] hides and reveals, changes what is carried and what is noted", () => {
		const to = room();
		expect(give(to, "a", { kind: "hide" })).toEqual({ ok: true });
		expect(one(to).isHidden).toBe(true);
		expect(give(to, "a", { kind: "reveal" })).toEqual({ ok: true });
		expect(one(to).isHidden).toBe(false);
		const inventory = [{ itemId: "key", name: "Key", quantity: 1 }];
		expect(give(to, "a", { kind: "inventory", inventory })).toEqual({ ok: true });
		expect(one(to).inventory).toEqual(inventory);
		const none = [{ itemId: "key", name: "Key", quantity: 0 }];
		expect(give(to, "a", { kind: "inventory", inventory: none })).toMatchObject({ code: "invalid" });
		expect(give(to, "a", { kind: "notes", notes: "Lies." })).toEqual({ ok: true });
		expect(one(to).notes).toBe("Lies.");
		to.do({ type: "note", text: "A trap." });
		expect(to.state().notes).toBe("A trap.");
		expect(give(to, "nobody", { kind: "hide" })).toMatchObject({ code: "unknown" });
	});

	it("[EN58] gives and takes conditions, of those who are not there counted by whoever has them", () => {
		const to = room();
		const until = { moment: "end", of: "nobody", turns: 1 } as const;
		const give1 = (condition: Extract<Effect, { kind: "addCondition" }>["condition"]) =>
			give(to, "b", { kind: "addCondition", condition });
		expect(give1({ condition: "blinded", until })).toEqual({ ok: true });
		expect(one(to, "b").conditions).toEqual([{ condition: "blinded", until: { ...until, of: "b" } }]);
		expect(give1({ condition: "blinded" })).toEqual({ ok: true });
		expect(one(to, "b").conditions).toEqual([{ condition: "blinded" }]);
		expect(give1({ condition: "blinded", until: { ...until, turns: 0 } })).toMatchObject({ code: "invalid" });
		expect(give(to, "b", { kind: "removeCondition", condition: "blinded" })).toEqual({ ok: true });
		expect(one(to, "b").conditions).toEqual([]);
		give(to, "b", { kind: "hp", currentHP: 0 });
		expect(give1({ condition: "blinded" })).toMatchObject({ code: "illegal" });
	});

	it("[EN58] changes the ground, but not under anybody's feet, and only on the map", () => {
		const to = room();
		const terrain = (x: number, kind: "." | "#" | "~") =>
			to.give({ type: "setTerrain", cells: [{ x, y: 0 }], terrain: kind });
		expect(terrain(3, "#")).toEqual({ ok: true });
		expect(terrain(0, "~")).toEqual({ ok: true });
		expect(to.state().mapState.rows[0]).toBe("~..#........");
		expect(terrain(0, "#")).toMatchObject({ reason: "Somebody stands there." });
		expect(terrain(12, "#")).toMatchObject({ reason: "That is off the map." });
		expect(terrain(0.5, "#")).toMatchObject({ code: "invalid" });
	});
});

describe("an encounter", () => {
	const created = (given: object) => {
		const body = {
			type: "create",
			interactionId: "room",
			seed: "seed",
			mapState: { width: 2, height: 2, rows: ["..", "#~"] },
			...given,
		} as CommandBody;
		return planEntry(emptyState(), { ...body, by: DM, at: 1 }).result;
	};

	it("[EN59] is made once, with an id, a seed, and a map that is one", () => {
		expect(created({})).toEqual({ ok: true });
		for (const mapState of [
			{ width: 2, height: 2, rows: [".."] },
			{ width: 2, height: 1, rows: ["..."] },
			{ width: 2, height: 1, rows: [".x"] },
			{ width: 0, height: 0, rows: [] },
			{ width: 201, height: 1, rows: openRows(201, 1) },
		]) {
			expect(created({ mapState })).toMatchObject({ reason: "That is no map." });
		}
		for (const wrong of [
			{ seed: "" },
			{ turnSeconds: 0 },
			{ turnSeconds: 1e9 },
			{ title: "x".repeat(9_999) },
		]) {
			expect(created(wrong)).toMatchObject({ code: "invalid" });
		}
		expect(created({ interactionId: "" })).toMatchObject({ code: "invalid" });
		const again = testRoom().give({
			type: "create",
			interactionId: "b",
			seed: "b",
			mapState: testRoom().state().mapState,
		});
		expect(again).toMatchObject({ code: "wrong_status" });
	});

	it("[EN54] puts those who come as near to where they would be as there is room", () => {
		const room = testRoom({ rows: ["..#"] });
		const add = (entityId: string, x: number) =>
			room.give({ type: "addParticipant", participant: someone(entityId, { position: { x, y: 0 } }) });
		expect(add("a", 2)).toEqual({ ok: true });
		expect(room.state().participants["a"]?.position).toEqual({ x: 1, y: 0 });
		expect(add("b", 3)).toMatchObject({ reason: "That is off the map." });
		expect(add("b", 1)).toEqual({ ok: true });
		expect(room.state().participants["b"]?.position).toEqual({ x: 0, y: 0 });
		expect(add("c", 0)).toMatchObject({ reason: "There is no more room." });
	});
});
