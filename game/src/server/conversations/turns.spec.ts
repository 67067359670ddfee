import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { Candidate, Turn } from "./turns";
import { chooseTurn, inOrder } from "./turns";

const someone = (id: string, options: Partial<Candidate> = {}): Candidate => ({
	id,
	isNamed: false,
	lastSpokeAt: 0,
	mustPause: false,
	...options,
});
const chance = (...values: number[]) => ({ unit: () => values.shift() ?? 0.5 });

export = (t: Suite) => {
	t.it("lets whoever is named go first, then whoever was silent longest, then chance", () => {
		const order = inOrder(
			[
				someone("late", { lastSpokeAt: 9 }),
				someone("b"),
				someone("a"),
				someone("never", { lastSpokeAt: -math.huge }),
				someone("named", { lastSpokeAt: 10, isNamed: true }),
			],
			chance(0.5, 0.9, 0.1),
		);
		expect(order.map(({ id }) => id)).toEqual(["named", "never", "a", "b", "late"]);
	});

	t.it("chooses no more than are wanted", () => {
		const candidates = [someone("a"), someone("b", { lastSpokeAt: 1 }), someone("c", { lastSpokeAt: 2 })];
		expect(chooseTurn(candidates, 2, chance())).toEqual(["a", "b"] as Turn);
		expect(chooseTurn([], 2, chance())).toEqual([] as Turn);
	});

	t.it("passes over those who must pause, but waits where nobody else can or one of them is named", () => {
		const pausing = someone("a", { mustPause: true });
		expect(chooseTurn([pausing, someone("b")], 3, chance())).toEqual(["b"] as Turn);
		expect(chooseTurn([pausing], 3, chance())).toBe("wait");
		expect(chooseTurn([{ ...pausing, isNamed: true }, someone("b")], 3, chance())).toBe("wait");
	});

	t.property("gives everybody equal a turn sooner or later", 5, (random) => {
		const found = new Set<string>();
		for (const _ of $range(1, 60)) {
			const turn = chooseTurn([someone("a"), someone("b"), someone("c")], 1, { unit: () => random.unit() });
			found.add((turn as readonly string[])[0]!);
		}
		expect(found.size()).toBe(3);
	});
};
