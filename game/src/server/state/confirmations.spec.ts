import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Confirmations } from "./confirmations";

function rig() {
	const heard: string[] = [];
	const confirmations = new Confirmations();
	const waitFor = (ids: readonly string[], deadline: number) => {
		confirmations.add(ids, deadline, (changeIds, ok) => heard.push(`${changeIds.join("+")} ${ok}`));
	};
	return { confirmations, heard, waitFor };
}

export = (t: Suite) => {
	t.it("confirms once all changes are held", () => {
		const { confirmations, heard, waitFor } = rig();
		waitFor(["a", "b"], 2);
		confirmations.settle(["a"], true);
		expect(heard).toEqual([]);
		confirmations.settle(["b", "c"], true);
		expect(heard).toEqual(["a+b true"]);
	});
	t.it("gives up at the deadline, and says nothing afterwards", () => {
		const { confirmations, heard, waitFor } = rig();
		waitFor(["a"], 2);
		waitFor(["b"], 3);
		confirmations.expire(1.9);
		expect(heard).toEqual([]);
		confirmations.expire(2);
		confirmations.settle(["a"], true);
		confirmations.expire(10);
		expect(heard).toEqual(["a false", "b false"]);
	});
	t.it("gives up as soon as one change will never be held", () => {
		const { confirmations, heard, waitFor } = rig();
		waitFor(["a", "b"], 2);
		confirmations.settle(["b"], false);
		confirmations.settle(["a"], true);
		expect(heard).toEqual(["a+b false"]);
	});
	t.it("answers each who waits, once, though they wait for more while they are answered", () => {
		const confirmations = new Confirmations();
		const heard: string[] = [];
		confirmations.add(["a"], 2, () => {
			heard.push("first");
			confirmations.add(["b"], 1, () => heard.push("second"));
			confirmations.expire(5);
		});
		confirmations.add(["c"], 2, () => heard.push("third"));
		confirmations.expire(2);
		expect(heard).toEqual(["first", "third", "second"]);
	});
};
