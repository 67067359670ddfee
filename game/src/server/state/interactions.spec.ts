import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Interactions } from "./interactions";

const line = (timestamp: number) => ({ timestamp, narrative: `line ${timestamp}` });

export = (t: Suite) => {
	t.it("keeps the newest first, and no more than its limit", () => {
		const interactions = new Interactions(3);
		for (const i of $range(1, 5)) interactions.record("a", line(i));
		expect(interactions.of("a")).toEqual([line(5), line(4), line(3)]);
	});
	t.it("never changes a list that it has handed out", () => {
		const interactions = new Interactions(3);
		interactions.record("a", line(1));
		const handedOut = interactions.of("a");
		interactions.record("a", line(2));
		expect(handedOut).toEqual([line(1)]);
	});
	t.it("keeps entities apart, and has nothing of strangers", () => {
		const interactions = new Interactions(3);
		interactions.record("a", line(1));
		expect(interactions.of("b")).toEqual([]);
	});
	t.it("forgets those who are gone", () => {
		const interactions = new Interactions(3);
		interactions.record("a", line(1));
		interactions.record("b", line(2));
		interactions.keep(new Map([["b", true]]));
		expect(interactions.of("a")).toEqual([]);
		expect(interactions.of("b")).toEqual([line(2)]);
	});
};
