import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeInChromium } from "./browser.js";
import { carried, type PlayedService, startPlayed, story, tells } from "./experience-service.js";
import { becomes, PATIENT } from "./map-page.js";
import { millisecondsUntil } from "./watch-for.js";

const BOTTLES = [
	["ember-dream", "Ember Dream"],
	["whisper-dream", "Whisper Dream"],
	["moonlit-dream", "Moonlit Dream"],
	["tidal-dream", "Tidal Dream"],
	["fern-dream", "Fern Dream"],
	["hymn-dream", "Hymn Dream"],
	["owl-dream", "Owl Dream"],
] as const;

let played: PlayedService;

const quest = (page: Page): Promise<string | null> =>
	page.getByRole("region", { name: /^Quest/ }).textContent();

describeInChromium("playing on several pages", (browsing) => {
	beforeAll(async () => {
		played = await startPlayed(browsing(), ["woods", "cuts"]);
	}, 120_000);
	afterAll(() => played.stop());

	it("[XP30] shows what the place did for a player on each of their pages, and the seventh bottle wins", async () => {
		const ada = { userId: "ada", experience: "woods" };
		const bo = { userId: "bo", experience: "woods" };
		const pages = [await played.join(ada), await played.join(ada)].map(({ page }) => page);
		const { page: other } = await played.join(bo);
		for (const [index, [item, name]] of BOTTLES.entries()) {
			const take = async () =>
				expect(await played.doFor(ada, { action: "take", item })).toMatchObject({ success: true });
			await millisecondsUntil(pages, { button: `Drop ${name}` }, take);
			for (const page of pages) {
				await expect
					.poll(() => quest(page), PATIENT)
					.toContain(index < 6 ? `${index + 1} of 7 found` : "you have won");
			}
			await tells(other, new RegExp(`Somebody took ${name}`));
		}
		for (const page of pages) {
			expect(await carried(page)).toEqual(BOTTLES.map(([, name]) => `Drop ${name}`));
			const lines = await story(page);
			for (const [, name] of BOTTLES)
				expect(lines.filter((line) => line.startsWith(`You took ${name}`))).toHaveLength(1);
			expect(lines.filter((line) => line.includes("won, all 7 found"))).toHaveLength(1);
			expect(lines.filter((line) => line.startsWith("Somebody"))).toEqual([]);
		}
		expect(await carried(other)).toEqual([]);
		expect((await story(other)).filter((line) => line.startsWith("You"))).toEqual([]);
		expect(await quest(other)).toContain("0 of 7 found");
	}, 30_000);

	it("[XP31] goes on after a cut with nothing missed, and does once what was done meanwhile", async () => {
		const cy = { userId: "cy", experience: "cuts" };
		const { page } = await played.join(cy);
		await page.context().setOffline(true);
		played.cut();
		await becomes(page, "behind");
		await page.getByRole("button", { name: "Take Ember Dream" }).click();
		await played.doFor(cy, { action: "take", item: "owl-dream" });
		await page.context().setOffline(false);
		await becomes(page, "resumed");
		await expect.poll(() => carried(page), PATIENT).toHaveLength(2);
		expect(new Set(await carried(page))).toEqual(new Set(["Drop Ember Dream", "Drop Owl Dream"]));
		const lines = (await story(page)).filter((line) => line.startsWith("You took"));
		expect(lines).toHaveLength(2);
		await becomes(page, "live");
	});
});
