import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { Rgb } from "./mood-look";
import { MOOD_GROUND, MOOD_LOOKS } from "./mood-look";

/** Relative luminance, as WCAG 2 has it. */
function luminance([red, green, blue]: Rgb): number {
	const linear = (value: number) => {
		const share = value / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	};
	return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

export = (t: Suite) => {
	t.it("[CB54] can be read: each colour has 4.5:1 on the ground", () => {
		for (const [mood, { color }] of pairs(MOOD_LOOKS)) {
			expect((luminance(color) + 0.05) / (luminance(MOOD_GROUND) + 0.05), mood).toBeAtLeast(4.5);
		}
	});

	t.it("[CB54] says each mood in words of its own, and not by colour alone", () => {
		const texts = new Set<string>();
		for (const [, { text }] of pairs(MOOD_LOOKS)) {
			expect(text.match("%a+$")[0] !== undefined, text).toBe(true);
			texts.add(text);
		}
		expect(texts.size()).toBe(3);
	});
};
