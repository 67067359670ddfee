import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { isEncounterMessage, isEncounterOrder } from "./encounter-messages";

const room = {
	status: "active",
	round: 2,
	seats: [{ entityId: "7", name: "Robin", health: "hurt", isNow: true, isYou: true }],
	actor: {
		entityId: "7",
		name: "Robin",
		left: "",
		actions: [{ id: "move", label: "Move", needs: "ground" }],
	},
	canJoin: false,
	leads: ["pause"],
	notice: "",
	ground: {
		corner: { x: -20.5, z: 3 },
		studs: 5,
		width: 14,
		height: 13,
		reach: [{ x: 1, y: 2, width: 3 }],
	},
};

export = (t: Suite) => {
	t.it("takes what the server tells of an encounter, and of none", () => {
		expect(isEncounterMessage({ canOpen: true })).toBe(true);
		expect(isEncounterMessage({ canOpen: false, room })).toBe(true);
		expect(isEncounterMessage({ canOpen: false, room: { ...room, actor: undefined } })).toBe(true);
	});

	t.it("refuses a message that lacks something", () => {
		for (const [key] of pairs(room)) {
			if (key === "actor") continue;
			expect(isEncounterMessage({ canOpen: true, room: { ...room, [key]: undefined } }), key).toBe(false);
		}
	});

	t.it("[EG5] takes the orders of a client, and nothing else that one may send", () => {
		const act = { kind: "act", action: "move", spot: { x: 1, z: -2.5 } };
		for (const good of [{ kind: "open" }, { kind: "join" }, { kind: "lead", what: "pause" }, act]) {
			expect(isEncounterOrder(good)).toBe(true);
		}
		expect(isEncounterOrder({ kind: "act", action: "attack:strike", target: "ada" })).toBe(true);
		const nowhere = [0 / 0, math.huge, -math.huge, 1e9, "1"];
		for (const x of nowhere) expect(isEncounterOrder({ ...act, spot: { x, z: 0 } }), tostring(x)).toBe(false);
		const long = string.rep("a", 300);
		for (const bad of [
			undefined,
			7,
			{},
			{ kind: "undo" },
			{ kind: "lead", what: "undo" },
			{ kind: "act" },
			{ ...act, action: long },
			{ ...act, target: 7 },
			{ ...act, target: long },
			{ ...act, spot: { x: 1 } },
			{ ...act, extra: true },
		]) {
			expect(isEncounterOrder(bad)).toBe(false);
		}
	});
};
