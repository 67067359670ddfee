import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { isEarshotMessage, isLineMessage } from "./messages";

const speaker = { id: "ada", name: "Ada", type: "npc" };
const line = { speaker, text: "Good morning.", isOverheard: false, byModel: true };

export = (t: Suite) => {
	t.it("takes a line as the server sends it", () => {
		expect(isLineMessage(line)).toBe(true);
		expect(isLineMessage({ ...line, speaker: { ...speaker, type: "player" } })).toBe(true);
	});

	t.it("refuses a line that lacks something or says it in another type", () => {
		expect(isLineMessage(undefined)).toBe(false);
		expect(isLineMessage("Good morning.")).toBe(false);
		expect(isLineMessage({ ...line, text: 7 })).toBe(false);
		expect(isLineMessage({ ...line, isOverheard: undefined })).toBe(false);
		expect(isLineMessage({ ...line, byModel: "yes" })).toBe(false);
		expect(isLineMessage({ ...line, speaker: { ...speaker, type: "ghost" } })).toBe(false);
		expect(isLineMessage({ ...line, speaker: { id: "ada", type: "npc" } })).toBe(false);
	});

	t.it("takes a view of nobody and of many", () => {
		expect(isEarshotMessage({ members: [], byModel: false })).toBe(true);
		expect(isEarshotMessage({ members: [speaker, { ...speaker, id: "bram" }], byModel: true })).toBe(true);
	});

	t.it("refuses a view whose members are no speakers", () => {
		expect(isEarshotMessage({ members: ["ada"], byModel: false })).toBe(false);
		expect(isEarshotMessage({ members: [speaker] })).toBe(false);
		expect(isEarshotMessage({ byModel: true })).toBe(false);
	});
};
