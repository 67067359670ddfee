import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { float32Bits, float32Of } from "./float32.js";

describe("float32 bits", () => {
	it.each([
		[0, 0],
		[1, 0x3f800000],
		[-2, 0xc0000000],
		[0.1, 0x3dcccccd],
	])("of %d are those of IEEE 754", (value, bits) => {
		expect(float32Bits(value)).toBe(bits);
	});

	it("of -0, and of what is too small to differ from it, are those of 0", () => {
		expect([float32Bits(-0), float32Bits(-1e-60)]).toEqual([0, 0]);
	});

	it("lead back to the float32", () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true }), (value) => {
				expect(float32Of(float32Bits(value))).toBe(Math.fround(value) + 0);
			}),
		);
	});
});
