import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { panelLayout } from "./panel-layout";

export = (t: Suite) => {
	t.it("starts closed on a phone, however it is held, and open elsewhere", () => {
		expect(panelLayout(360, 780).startsOpen).toBe(false);
		expect(panelLayout(812, 375).startsOpen).toBe(false);
		expect(panelLayout(1024, 768).startsOpen).toBe(true);
		expect(panelLayout(1920, 1080).startsOpen).toBe(true);
	});

	t.it("shrinks and grows with the screen, within what can be read", () => {
		expect(panelLayout(812, 375).scale).toBe(0.85);
		expect(panelLayout(1600, 1000).scale).toBe(1);
		expect(panelLayout(1920, 1080).scale).toBeNear(1.08, 1e-9);
		expect(panelLayout(3840, 2160).scale).toBe(1.4);
	});

	t.it("concludes nothing from a screen that is not there yet", () => {
		expect(panelLayout(1, 1)).toEqual({ scale: 1, startsOpen: true });
		expect(panelLayout(0, 0)).toEqual({ scale: 1, startsOpen: true });
	});

	t.property("stays within its bounds on every screen", 200, (random) => {
		const { scale } = panelLayout(random.integer(2, 8000), random.integer(2, 8000));
		expect(scale).toBeAtLeast(0.85);
		expect(scale).toBeAtMost(1.4);
	});
};
