import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { grown } from "./buffers";

export = (t: Suite) => {
	t.it("leaves a buffer alone that has room", () => {
		const old = buffer.create(8);
		expect(grown(old, 8)).toBe(old);
		expect(grown(old, 0)).toBe(old);
	});

	t.it("keeps what was in it, and at least doubles", () => {
		const old = buffer.create(8);
		buffer.writef64(old, 0, 42);
		const larger = grown(old, 9);
		expect(buffer.len(larger)).toBe(16);
		expect(buffer.readf64(larger, 0)).toBe(42);
		expect(buffer.len(grown(larger, 100))).toBe(100);
	});
};
