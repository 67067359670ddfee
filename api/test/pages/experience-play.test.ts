import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeInChromium } from "./browser.js";
import { carried, type PlayedService, startPlayed, story, tells } from "./experience-service.js";
import { becomes, PATIENT } from "./map-page.js";

const BOTTLES = [
	["ember-dream", "Ember Dream"],
	["whisper-dream", "Whisper Dream"],
	["moonlit-dream", "Moonlit Dream"],
	["tidal-dream", "Tidal Dream"],
	["fern-dream", "Fern Dream"],
	["hymn-dream", "Hymn Dream"],
	["owl-dream", "Owl Dream"],
] as const;

/** Times that a bottle is put down and taken again; `PAGE_TAKES=200` for a percentile that tells something. */
const TAKES = Number(process.env["PAGE_TAKES"] ?? 13);

let played: PlayedService;

/** Where a page keeps what `watchFor` waits for. */
type Watched = typeof globalThis & { shown?: Promise<number> };

/**
 * Lets a page look out for a thing that can be dropped; resolves when it does, so that it is not busy with that when
 * the thing comes. Answers how to ask when it came, in milliseconds since the epoch.
 */
async function watchFor(page: Page, name: string): Promise<() => Promise<number>> {
	await page.evaluate((label) => {
		(globalThis as Watched).shown = new Promise<number>((resolve) => {
			const look = (): void => {
				if (!document.querySelector(`button[aria-label="${label}"]`)) return;
				observer.disconnect();
				resolve(Date.now());
			};
			const observer = new MutationObserver(look);
			observer.observe(document.body, { subtree: true, childList: true, attributes: true });
			look();
		});
	}, `Drop ${name}`);
	return () => page.evaluate(() => (globalThis as Watched).shown!);
}

/** Does what the place does, and answers after how many milliseconds the last of the pages shows the thing. */
async function takes(pages: readonly Page[], name: string, act: () => Promise<unknown>): Promise<number> {
	const watching = await Promise.all(pages.map((page) => watchFor(page, name)));
	const start = Date.now();
	await act();
	return Math.max(...(await Promise.all(watching.map((shown) => shown())))) - start;
}

const quest = (page: Page): Promise<string | null> =>
	page.getByRole("region", { name: /^Quest/ }).textContent();

describeInChromium("playing on several pages", (browsing) => {
	beforeAll(async () => {
		played = await startPlayed(browsing(), ["woods", "cuts"]);
	}, 120_000);
	afterAll(() => played.stop());

	it(
		"[XP30] shows what the place did for a player on each of their pages, and the seventh bottle wins",
		async () => {
			const ada = { userId: "ada", experience: "woods" };
			const bo = { userId: "bo", experience: "woods" };
			const pages = [await played.join(ada), await played.join(ada)].map(({ page }) => page);
			const { page: other } = await played.join(bo);
			const took: number[] = [];
			for (const [index, [item, name]] of BOTTLES.entries()) {
				const take = async () =>
					expect(await played.doFor(ada, { action: "take", item })).toMatchObject({ success: true });
				took.push(await takes(pages, name, take));
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
			for (let again = 0; again < TAKES; again += 1) {
				const [[item, name]] = BOTTLES;
				await played.doFor(ada, { action: "drop", item });
				for (const page of pages)
					await expect.poll(() => carried(page), PATIENT).not.toContain(`Drop ${name}`);
				took.push(await takes(pages, name, () => played.doFor(ada, { action: "take", item })));
			}
			const sorted = took.sort((a, b) => a - b);
			const [median, late] = [0.5, 0.99].map((share) => sorted[Math.floor(share * sorted.length)]);
			process.stdout.write(
				`from the place's action to both pages, of ${sorted.length}: median ${median} ms, p99 ${late} ms\n`,
			);
		},
		30_000 + TAKES * 1500,
	);

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
