import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { QuestWire } from "../../shared/wire";
import { questMessage } from "./quest-message";

const quest: QuestWire = {
	id: "seven",
	title: "Seven dreams",
	status: "active",
	found: ["b", "x", "a"],
	needed: 7,
};
const labels = new Map([
	["a", "Moon"],
	["b", "Moss"],
]);
const labelOf = (itemId: string) => labels.get(itemId);

export = (t: Suite) => {
	t.it("names what was found in its order, and counts what has no name here all the same", () => {
		expect(questMessage(quest, "S####", labelOf)).toEqual({
			id: "seven",
			title: "S####",
			isWon: false,
			names: ["Moss", "Moon"],
			found: 3,
			needed: 7,
		});
	});
	t.it("says that it is won as the backend says it, not as the numbers do", () => {
		expect(questMessage({ ...quest, status: "won" }, "", labelOf).isWon).toBe(true);
		expect(questMessage({ ...quest, needed: 3 }, "", labelOf).isWon).toBe(false);
	});
};
