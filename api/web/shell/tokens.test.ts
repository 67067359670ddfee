import { describe, expect, it } from "vitest";
import { PALETTES, type Palette, type Scheme } from "./tokens.js";

/** Contrast of two colours by WCAG 2: 1 to 21. */
function contrast(one: string, other: string): number {
	const light = (colour: string): number => {
		const [red, green, blue] = [1, 3, 5].map((at) => {
			const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
			return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
		}) as [number, number, number];
		return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
	};
	const [a, b] = [light(one), light(other)];
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const schemes = Object.entries(PALETTES) as [Scheme, Palette][];

describe.each(schemes)("the %s palette", (_, palette) => {
	it.each(["ink", "dim", "together"] as const)("[PG21] has words in %s that can be read anywhere", (ink) => {
		for (const ground of [palette.ground, palette.surface, palette.raised]) {
			expect(contrast(palette[ink], ground)).toBeGreaterThanOrEqual(4.5);
		}
	});

	it.each(["connecting", "live", "behind", "resumed", "reset", "refused", "empty", "past"] as const)(
		"[PG21] has words in %s that can be read on panels",
		(state) => expect(contrast(palette[state], palette.surface)).toBeGreaterThanOrEqual(4.5),
	);

	it.each(["npc", "player", "accent", "talk", "gathering"] as const)(
		"[PG21] shows %s on the ground",
		(sign) => {
			expect(contrast(palette[sign], palette.ground)).toBeGreaterThanOrEqual(3);
		},
	);
});
