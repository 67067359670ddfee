import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { HEALTH_GROUND, healthLook } from "./health-look";
import type { Rgb } from "./health-look";

/** As WCAG has it. */
function luminance(color: Rgb): number {
	const [red, green, blue] = color.map((part) => {
		const share = part / 255;
		return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

export = (t: Suite) => {
	t.it("[EG4] has words for all that the room says of somebody's health, and can be read", () => {
		for (const health of ["unhurt", "hurt", "bloodied", "near death", "down", "dead"]) {
			const look = healthLook(health);
			expect(look !== undefined, health).toBe(true);
			const contrast = (luminance(look!.color) + 0.05) / (luminance(HEALTH_GROUND) + 0.05);
			expect(contrast >= 4.5, `${health}: ${contrast}`).toBe(true);
		}
	});

	t.it("shows nothing of a word that it does not know", () => {
		expect(healthLook("anything else")).toBe(undefined);
	});
};
