import { describe, expect, it } from "vitest";
import { availableActions } from "./available-actions.js";
import { MOST_PARTICIPANTS, MOST_TEXT } from "./limits.js";
import { openRows, player, roomWith, someone, SYSTEM, testRoom } from "./testing/test-room.js";

describe("who takes part", () => {
	const added = (given: object, by = undefined as undefined | ReturnType<typeof player>) =>
		testRoom({ rows: ["..#", "..."] }).give(
			{ type: "addParticipant", participant: { ...someone("a"), ...given } },
			by,
		);

	it("[EN54] is somebody with sound figures, on the map", () => {
		expect(added({})).toEqual({ ok: true });
		for (const wrong of [
			{ entityId: "" },
			{ name: " " },
			{ name: "x".repeat(101) },
			{ maxHP: 0 },
			{ maxHP: 2.5 },
			{ currentHP: 21 },
			{ currentHP: 0 },
			{ speed: -1 },
			{ armorClass: Number.NaN },
			{ slots: [1, -1] },
			{ initiative: 1e9 },
			{ inventory: [{ itemId: "x", name: "X", quantity: -1 }] },
			{ inventory: [{ itemId: "x", name: "X", quantity: 1, use: { healing: "lots", range: 1 } }] },
			{ attacks: [{ ...someone("a").attacks![0]!, damage: [{ dice: "999d6", type: "fire" }] }] },
		]) {
			expect([wrong, added(wrong)]).toMatchObject([wrong, { code: "invalid" }]);
		}
		expect(added({ position: { x: 3, y: 0 } })).toMatchObject({ code: "invalid" });
		expect(added({ position: { x: 0.5, y: 0 } })).toMatchObject({ code: "invalid" });
	});

	it("[EN54] comes once, and no more than can be followed", () => {
		const room = testRoom({ rows: openRows(20, 20) });
		const add = (at: number) =>
			room.give({
				type: "addParticipant",
				participant: someone(`a${String(at)}`, { position: { x: at % 20, y: Math.floor(at / 20) } }),
			});
		for (let at = 0; at < MOST_PARTICIPANTS; at += 1) expect(add(at)).toEqual({ ok: true });
		expect(add(0)).toMatchObject({ reason: "There is somebody of that id already." });
		expect(add(MOST_PARTICIPANTS)).toMatchObject({ reason: "There is no more room." });
	});

	it("[EN55] is brought by players only where it is their own, and leaves by its own player", () => {
		const own = { entityType: "playerCharacter", userId: "ana" };
		expect(added(own, player("ana"))).toEqual({ ok: true });
		const foreign = [
			{ userId: "bo" },
			{ entityType: "monster" },
			{ isHidden: true },
			{ initiative: 30 },
			{ side: "foes" },
		];
		for (const wrong of [...foreign, { notes: "x" }]) {
			expect(added({ ...own, ...wrong }, player("ana"))).toMatchObject({ code: "forbidden" });
		}
		const room = roomWith([{ entityId: "a", userId: "ana" }, { entityId: "b" }]);
		const leave = { type: "removeParticipant", entityId: "a" } as const;
		expect(room.give(leave, player("bo"))).toMatchObject({ code: "forbidden" });
		expect(room.give(leave, player("ana"))).toEqual({ ok: true });
		expect(Object.keys(room.state().participants)).toEqual(["b"]);
	});

	it("[EN55] is told to be there or away", () => {
		const room = roomWith([
			{ entityId: "a", userId: "ana" },
			{ entityId: "b", userId: "bo" },
		]);
		room.do({ type: "presence", userId: "ana", isConnected: false }, SYSTEM);
		const { a, b } = room.state().participants;
		expect([a?.isConnected, b?.isConnected]).toEqual([false, true]);
	});

	it("[EN56] is told what is left to do, and nothing on the turns of others", () => {
		const room = roomWith([{ entityId: "a" }, { entityId: "b" }]);
		const left = () => availableActions(room.state(), "a");
		expect(left()).toEqual(
			expect.arrayContaining(["move", "attack:sword", "attack:bow", "interact:dash", "end"]),
		);
		expect(availableActions(room.state(), "b")).toEqual([]);
		room.act({ type: "interact", entityId: "a", actionId: "dodge" });
		expect(left()).toEqual(["move", "interact:watch", "interact:ignore", "end"]);
		const stunned = { kind: "addCondition", condition: { condition: "stunned" } } as const;
		room.do({ type: "applyEffect", entityId: "a", effect: stunned });
		expect(left()).toEqual(["end"]);
	});
});

describe("what is said", () => {
	const room = () =>
		roomWith([
			{ entityId: "a", userId: "ana" },
			{ entityId: "b", isHidden: true },
		]);
	const say = (text: string, more: object = {}) =>
		({ type: "chat", channel: "party", text, ...more }) as const;

	it("[EN57] has some text, not too much, and a private message somebody it is for", () => {
		const to = room();
		for (const text of ["", "  ", "x".repeat(MOST_TEXT + 1)]) {
			expect(to.give(say(text), player("ana"))).toMatchObject({ code: "invalid" });
		}
		const whisper = (ids: readonly string[]) =>
			to.give(say("psst", { channel: "private", to: ids }), player("ana"));
		expect(whisper([])).toMatchObject({ code: "invalid" });
		expect(whisper(["nobody"])).toMatchObject({ code: "invalid" });
		expect(whisper(["dm", "dm"])).toEqual({ ok: true });
		expect(to.state().chatLog).toMatchObject([{ messageId: 1, channel: "private", from: "ana", to: ["dm"] }]);
	});

	it("[EN57] is said by the room alone where it is the room's, and by nobody who hides", () => {
		const to = room();
		expect(to.give(say("Rain.", { channel: "system" }), player("ana"))).toMatchObject({ code: "forbidden" });
		expect(to.give(say("Rain.", { channel: "system" }), SYSTEM)).toEqual({ ok: true });
		expect(to.give(say("Boo!"), { kind: "mind", entityId: "b" })).toMatchObject({ code: "illegal" });
		expect(to.give(say("Boo?", { channel: "dm" }), { kind: "mind", entityId: "b" })).toEqual({ ok: true });
		expect(to.state().chatLog.map(({ from }) => from)).toEqual([null, "b"]);
	});
});
