import { afterEach, beforeEach, expect, it } from "vitest";
import { describeInChromium } from "./browser.js";
import { type PlayedService, startPlayed, tells, TOUR } from "./experience-service.js";
import { dark, overflow, PATIENT, phone } from "./map-page.js";

let played: PlayedService;

describeInChromium("the look of the experience", (browsing) => {
	beforeEach(async () => {
		played = await startPlayed(browsing());
	});
	afterEach(() => played.stop());

	it("[XP30] shows where, what, how far, and the story", async () => {
		const { page, complaints } = await played.join("ada", { ...dark });
		for (const { walk, take, name } of TOUR.slice(0, 4)) {
			if (walk) await page.getByRole("button", { name: walk }).click();
			await page.getByRole("button", { name: `Take ${name}` }).click();
			await page.getByRole("button", { name: `Drop ${name}` }).waitFor(PATIENT);
			void take;
		}
		await page.getByRole("textbox", { name: "Say or do something" }).fill("What is in the water?");
		await page.keyboard.press("Enter");
		await page.locator("[class*=narrated]").last().waitFor(PATIENT);
		await page.waitForTimeout(2500);
		await page.screenshot({ path: "/tmp/xp-dark.png" });
		await page.emulateMedia({ colorScheme: "light" });
		await page.waitForTimeout(400);
		await page.screenshot({ path: "/tmp/xp-light.png" });
		await page.setViewportSize({ width: 360, height: 740 });
		await page.waitForTimeout(400);
		await page.screenshot({ path: "/tmp/xp-phone.png", fullPage: true });
		await page.evaluate(() => document.querySelector("[data-state][class*=page]")?.scrollTo(0, 800));
		await page.screenshot({ path: "/tmp/xp-phone2.png" });
		expect(await overflow(page)).toBeLessThanOrEqual(0);
		expect(complaints).toEqual([]);
		void phone; void tells;
	});
});
