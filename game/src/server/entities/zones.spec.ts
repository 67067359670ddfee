import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { Zone } from "./zones";
import { locate, UNKNOWN_LOCATION } from "./zones";

const box = (name: string, centre: [number, number, number], half: [number, number, number]): Zone => ({
	name,
	centre,
	half,
	right: [1, 0, 0],
	up: [0, 1, 0],
	back: [0, 0, 1],
});

export = (t: Suite) => {
	const market = box("Market", [0, 0, 0], [50, 20, 50]);
	const stall = box("Stall", [10, 0, 10], [5, 5, 5]);

	t.it("names the zone around a point, its border included", () => {
		expect(locate([market], [50, 20, -50])).toBe("Market");
		expect(locate([market], [50.001, 0, 0])).toBe(UNKNOWN_LOCATION);
		expect(locate([], [0, 0, 0])).toBe(UNKNOWN_LOCATION);
	});

	t.it("prefers the smallest zone, whatever the order", () => {
		expect(locate([market, stall], [10, 0, 10])).toBe("Stall");
		expect(locate([stall, market], [10, 0, 10])).toBe("Stall");
	});

	t.it("breaks a tie by name", () => {
		const twin = box("Bazaar", [0, 0, 0], [50, 20, 50]);
		expect(locate([market, twin], [0, 0, 0])).toBe("Bazaar");
		expect(locate([twin, market], [0, 0, 0])).toBe("Bazaar");
	});

	t.it("respects the turn of a zone", () => {
		const s = math.sqrt(0.5);
		const turned: Zone = { ...box("Alley", [0, 0, 0], [20, 5, 1]), right: [s, 0, -s], back: [s, 0, s] };
		expect(locate([turned], [10, 0, -10])).toBe("Alley");
		expect(locate([turned], [10, 0, 10])).toBe(UNKNOWN_LOCATION);
	});
};
