import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { ItemMove } from "./experience-checks";
import { ItemBoard } from "./item-board";

const world = {
	locations: [
		{ id: "pond", items: [{ id: "a" }, { id: "b" }] },
		{ id: "grove", items: [] },
	],
};
const to = (itemId: string, locationId: string): ItemMove => ({ kind: "to", itemId, locationId });
const from = (itemId: string, locationId: string): ItemMove => ({ kind: "from", itemId, locationId });

export = (t: Suite) => {
	t.it("knows nothing before it is told", () => {
		const board = new ItemBoard();
		expect(board.isKnown()).toBe(false);
		expect(board.locationOf("a")).toBe(undefined);
	});

	t.it("knows where things lie, and where not", () => {
		const board = new ItemBoard();
		board.reset(world);
		expect(board.isKnown()).toBe(true);
		expect([board.locationOf("a"), board.locationOf("b")]).toEqual(["pond", "pond"]);
		expect(board.locationOf("c")).toBe(undefined);
	});

	t.it("follows what is taken and dropped", () => {
		const board = new ItemBoard();
		board.reset(world);
		board.apply([from("a", "pond")]);
		expect(board.locationOf("a")).toBe(undefined);
		board.apply([to("a", "grove")]);
		expect(board.locationOf("a")).toBe("grove");
	});

	t.it("ends where a thing came to, in whatever order one update tells of it", () => {
		for (const moves of [
			[from("a", "pond"), to("a", "grove")],
			[to("a", "grove"), from("a", "pond")],
		]) {
			const board = new ItemBoard();
			board.reset(world);
			board.apply(moves);
			expect(board.locationOf("a")).toBe("grove");
		}
	});

	t.it("forgets what was when the world is told anew", () => {
		const board = new ItemBoard();
		board.reset(world);
		board.reset({ locations: [{ id: "grove", items: [{ id: "b" }] }] });
		expect(board.locationOf("a")).toBe(undefined);
		expect(board.locationOf("b")).toBe("grove");
	});
};
