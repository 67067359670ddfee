import { describe, expect, it } from "vitest";
import { project } from "../../../src/encounters/engine/project.js";
import { roomWith } from "../../../src/encounters/engine/testing/test-room.js";
import { READY_MADE, withOneMore, withQuantity } from "./carried.js";
import { freeSeat, groupsIn } from "./groups.js";
import { hitPointsIn } from "./hit-points.js";

describe("what the DM sets by hand", () => {
	it("[EP21] are hit points of which those stay that are left empty; anything but whole numbers sets nothing", () => {
		expect(hitPointsIn({ currentHP: " 7 " })).toEqual({ currentHP: 7 });
		expect(hitPointsIn({ currentHP: "0", maxHP: "30", temporaryHP: "" })).toEqual({
			currentHP: 0,
			maxHP: 30,
		});
		for (const typed of [{}, { maxHP: "many" }, { currentHP: "-1" }, { currentHP: "5", maxHP: "1.5" }]) {
			expect(hitPointsIn(typed)).toBeUndefined();
		}
	});

	it("[EP21] are things, counted by name; ready-made ones do what they do", () => {
		const [potion] = READY_MADE;
		const one = withOneMore([], potion!.name.toUpperCase());
		expect(one).toEqual([potion]);
		expect(withOneMore(one, potion!.name)).toEqual([{ ...potion, quantity: 2 }]);
		const both = withOneMore(one, "Rusty key");
		expect(both[1]).toEqual({ itemId: "rusty-key", name: "Rusty key", quantity: 1 });
		// What would have the same id is told apart.
		expect(withOneMore(both, "Rusty-Key").map(({ itemId }) => itemId)).toEqual([
			"potion",
			"rusty-key",
			"rusty-key-3",
		]);
		expect(withOneMore([], "???")[0]?.itemId).toBe("-");
		expect(withQuantity(both, "rusty-key", 0)).toEqual(one);
		expect(withQuantity(both, "rusty-key", 5)[1]?.quantity).toBe(5);
	});

	it("[EP21] are groups under a name of their own", () => {
		const room = roomWith([{ entityId: "a" }, { entityId: "group-1" }, { entityId: "b" }, { entityId: "c" }]);
		const view = () => project(room.state(), { kind: "dm" });
		expect([groupsIn(view()), freeSeat(view())]).toEqual([[], "group-2"]);
		// Before the start nobody has a seat, and names are taken all the same.
		expect(freeSeat({ ...view(), initiativeOrder: [] })).toBe("group-2");
		room.do({ type: "group", seatId: freeSeat(view()), entityIds: ["b", "c"] });
		expect(groupsIn(view()).map(({ entityIds }) => entityIds)).toEqual([["b", "c"]]);
		expect(freeSeat(view())).toBe("group-3");
	});
});
