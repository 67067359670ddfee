import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { ItemShelf } from "./item-shelf";
import type { ItemLook } from "./item-shelf";

const look: ItemLook = { isShown: true, locationId: "pond", isOffered: true, isAway: false };

function rig() {
	const shown: string[] = [];
	const shelf = new ItemShelf((itemId, { isShown, locationId }) => {
		shown.push(`${itemId} ${isShown ? (locationId ?? "home") : "hidden"}`);
	});
	return { shelf, shown };
}

export = (t: Suite) => {
	t.it("shows each item once as long as its look stays the same", () => {
		const { shelf, shown } = rig();
		shelf.add("a");
		for (const _ of $range(1, 3)) shelf.render(() => ({ ...look }));
		expect(shown).toEqual(["a pond"]);
		for (const change of [
			{ isShown: false },
			{ locationId: "grove" },
			{ isOffered: false },
			{ isAway: true },
		]) {
			shelf.render(() => ({ ...look, ...change }));
			shelf.render(() => look);
		}
		expect(shown.size(), "the first, and each change there and back").toBe(9);
	});

	t.it("shows an item that comes back anew, whatever it looked like before", () => {
		const { shelf, shown } = rig();
		shelf.add("a");
		shelf.render(() => look);
		shelf.remove("a");
		shelf.render(() => look);
		shelf.add("a");
		shelf.render(() => look);
		expect(shown).toEqual(["a pond", "a pond"]);
	});

	t.it("knows what it has", () => {
		const { shelf } = rig();
		expect(shelf.isEmpty()).toBe(true);
		shelf.add("a");
		shelf.add("a");
		expect([shelf.isEmpty(), shelf.has("a"), shelf.has("b")]).toEqual([false, true, false]);
		shelf.remove("b");
		expect(shelf.isEmpty()).toBe(false);
		shelf.remove("a");
		expect(shelf.isEmpty()).toBe(true);
	});
};
