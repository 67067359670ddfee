import fc from "fast-check";
import { expect, it } from "vitest";
import { startOf } from "./use-camera.js";

const figures = fc.record({
	length: fc.integer({ min: 1, max: 2_000 }),
	size: fc.integer({ min: 1, max: 2_000 }),
	from: fc.integer({ min: 0, max: 300 }),
	share: fc.double({ min: 0, max: 1, noNaN: true }),
});

it("[EP20] what is looked for is in view, and no space is left empty beside a map that is larger", () => {
	fc.assert(
		fc.property(figures, ({ length, size, from, share }) => {
			const point = share * length;
			const start = startOf({ point, length, from, size });
			expect(start + point).toBeGreaterThanOrEqual(from - 1e-6);
			expect(start + point).toBeLessThanOrEqual(from + size + 1e-6);
			if (length <= size) expect(start - from).toBeCloseTo(from + size - (start + length));
			else {
				expect(start).toBeLessThanOrEqual(from);
				expect(start + length).toBeGreaterThanOrEqual(from + size);
			}
		}),
	);
});
