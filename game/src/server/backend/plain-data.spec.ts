import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { plainDataProblem } from "./plain-data";

export = (t: Suite) => {
	t.it("has nothing against records, lists, texts, flags and finite numbers", () => {
		expect(plainDataProblem({ a: [1, 2.5, -3], b: { c: "ünï", d: true }, e: {}, f: [] })).toBe(undefined);
		expect(plainDataProblem(1e300)).toBe(undefined);
		expect(plainDataProblem("")).toBe(undefined);
	});
	t.it("finds numbers that JSON has no word for, and says where", () => {
		expect(plainDataProblem({ a: [{ b: 0 / 0 }] })).toBe("body.a.1.b is not a finite number");
		expect(plainDataProblem({ a: math.huge })).toBe("body.a is not a finite number");
		expect(plainDataProblem([1, -math.huge])).toBe("body.2 is not a finite number");
	});
	t.it("finds text that is not UTF-8", () => {
		expect(plainDataProblem({ name: string.char(0xff, 0xfe) })).toBe("body.name is not UTF-8");
	});
	t.it("finds functions, cycles, and tables that are list and record at once", () => {
		expect(plainDataProblem({ run: () => {} })).toBe("body.run is a function");
		const cycle: Record<string, unknown> = {};
		cycle.inner = cycle;
		expect(plainDataProblem(cycle)!.match("nested too deeply$")[0] !== undefined).toBe(true);
		const mixed = [1, 2] as unknown as Map<unknown, unknown>;
		mixed.set("name", "x");
		expect(plainDataProblem({ mixed })).toBe("body.mixed mixes list and record");
		expect(plainDataProblem(new Map([[5, "x"]]))).toBe("body mixes list and record");
	});
};
