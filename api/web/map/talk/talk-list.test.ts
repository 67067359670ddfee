import { describe, expect, it } from "vitest";
import { hearersText } from "./talk-list.js";

const names: Readonly<Record<string, string>> = { a: "Ada", b: "Bo", c: "Cleo", d: "Dmitri" };
const text = (heardBy: readonly string[], overheardBy: readonly string[] = []) =>
	hearersText(
		{
			id: "",
			clusterId: "",
			speaker: { id: "", name: "", type: "npc" },
			content: "",
			at: 0,
			heardBy,
			overheardBy,
		},
		(id) => names[id] ?? id,
	);

describe("hearersText", () => {
	it.each([
		[[], [], "heard by nobody"],
		[["a"], [], "heard by Ada"],
		[["a", "b", "c"], [], "heard by Ada, Bo, Cleo"],
		[["a", "b", "c", "d"], [], "heard by Ada, Bo and 2 others"],
		[["a"], ["b", "c"], "heard by Ada, overheard by 2"],
		[["gone"], [], "heard by gone"],
	])("[PG25] %j and %j: %s", (heardBy, overheardBy, expected) => {
		expect(text(heardBy, overheardBy)).toBe(expected);
	});
});
