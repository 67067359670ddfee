import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { EMPTY_BASELINE } from "./baseline";
import type { PlaceState } from "./game-state";
import { Teller } from "./teller";

const at = (x: number) => ({ x, y: 0, z: 0 });
const WANTED: PlaceState = { clusters: new Map(), humanContext: new Map([["A", { position: at(1) }]]) };

export = (t: Suite) => {
	t.it("tells of a member what its own context says, wherever it was seen", () => {
		const teller = new Teller(WANTED, EMPTY_BASELINE, 0.1);
		expect(teller.position("A", at(5))).toEqual(at(1));
		expect(teller.positions({ A: at(5) })).toEqual({ A: at(1) });
	});
	t.it("tells where somebody was seen who has no context", () => {
		expect(new Teller(WANTED, EMPTY_BASELINE, 0.1).position("gone", at(5))).toEqual(at(5));
	});
	t.it("repeats what was told, up to the threshold", () => {
		const near = new Teller(WANTED, { ...EMPTY_BASELINE, told: new Map([["A", at(1.05)]]) }, 0.1);
		expect(near.position("A", at(1))).toEqual(at(1.05));
		const far = new Teller(WANTED, { ...EMPTY_BASELINE, told: new Map([["A", at(2)]]) }, 0.1);
		expect(far.position("A", at(1))).toEqual(at(1));
	});
	t.it("makes one table for all who share one", () => {
		const teller = new Teller(WANTED, EMPTY_BASELINE, 0.1);
		const seen = { A: at(1), gone: at(2) };
		expect(teller.positions(seen)).toBe(teller.positions(seen));
		expect(teller.positions(seen)).toEqual({ A: at(1), gone: at(2) });
	});
};
