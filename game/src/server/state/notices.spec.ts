import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Notices } from "./notices";

function rig() {
	const lines: string[] = [];
	const notices = new Notices({ write: (level, message) => lines.push(`${level}: ${message}`) });
	return { lines, notices };
}

export = (t: Suite) => {
	t.it("says a thing once until it is over", () => {
		const { lines, notices } = rig();
		for (const i of $range(1, 3)) notices.once("away", "warn", `away ${i}`);
		notices.once("other", "error", "other");
		notices.over(["away"]);
		notices.once("away", "warn", "away again");
		expect(lines).toEqual(["warn: away 1", "error: other", "warn: away again"]);
	});
	t.it("closes several matters with one line, and none that was not open", () => {
		const { lines, notices } = rig();
		notices.over(["a", "b"], "back");
		expect(lines).toEqual([]);
		notices.once("a", "warn", "a");
		notices.once("b", "warn", "b");
		notices.over(["a", "b"], "back");
		notices.over(["a", "b"], "back");
		expect(lines).toEqual(["warn: a", "warn: b", "info: back"]);
	});
	t.it("says what happens once each time", () => {
		const { lines, notices } = rig();
		notices.say("error", "x");
		notices.say("error", "x");
		expect(lines.size()).toBe(2);
	});
};
