import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { PALETTES } from "../../web/shell/tokens.js";
import { describeInChromium, type OpenedPage } from "./browser.js";
import { badge, becomes, dark, openMembers, overflow, PATIENT, phone } from "./map-page.js";
import { findOnMap, namelessControls, pictureOf } from "./map-picture.js";

const slider = (page: Page): Locator => page.getByRole("slider", { name: "Time" });
const toLive = (page: Page): Locator => page.getByRole("button", { name: "Back to live" });
const valueOf = async (page: Page): Promise<number> =>
	Number(await slider(page).getAttribute("aria-valuenow"));
const says = (page: Page, text: RegExp) =>
	expect.poll(() => slider(page).getAttribute("aria-valuetext"), PATIENT).toMatch(text);

/** Ticks of the world before anybody looks: two pages of the past and some. */
const TICKS = 300;

async function lookBack({ page, server }: OpenedPage): Promise<void> {
	for (let tick = 0; tick < TICKS; tick += 1) server.tick();
	await becomes(page, "live");
	await expect.poll(() => badge(page).textContent(), PATIENT).toContain(`tick ${server.history.tick()}`);
	await page.getByRole("button", { name: /Look back in time/ }).click();
	await slider(page).waitFor(PATIENT);
}

async function press(page: Page, key: string, times = 1): Promise<void> {
	await slider(page).focus();
	for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
}

const still = { server: { tickMs: 0 }, context: dark } as const;

describeInChromium("the past on the map", (browsing) => {
	it("[PG30] says Live, opens to a slider, and closes again", async () => {
		const opened = await browsing().open(still);
		const { page, server, complaints } = opened;
		await becomes(page, "live");
		const asked = (): number =>
			server.requests().filter((path) => /history|state\?tick|snapshots/.test(path)).length;
		expect(asked()).toBe(0);
		await lookBack(opened);
		await says(page, /^Live$/);
		expect(await slider(page).getAttribute("aria-valuemin")).toBe("1");
		expect(await toLive(page).count()).toBe(0);
		await page.getByRole("button", { name: "Close the time bar" }).click();
		await slider(page).waitFor({ state: "detached" });
		expect(await page.getByRole("button", { name: /^Live/ }).count()).toBe(1);
		expect(complaints).toEqual([]);
	});

	it("[PG33] goes by keys to any tick, tells tick and time, and shows the world as it was", async () => {
		const opened = await browsing().open(still);
		const { page, server } = opened;
		await lookBack(opened);
		const live = await pictureOf(page);
		await press(page, "PageDown", 5);
		await press(page, "ArrowLeft", 3);
		await press(page, "ArrowRight");
		await says(page, /^Tick 249, .*ago|now$/);
		await expect.poll(() => pictureOf(page), PATIENT).not.toBe(live);
		expect(await page.locator("[data-past] canvas").count()).toBe(1);
		expect(await badge(page).textContent()).toContain("Live");
		await press(page, "Home");
		await says(page, /^Tick 1, /);
		await press(page, "ArrowLeft");
		await says(page, /^Tick 1, /);
		await press(page, "End");
		await says(page, /^Tick 301, /);
		await press(page, "ArrowRight");
		await says(page, /^Live$/);
		expect(await page.locator("[data-past] canvas").count()).toBe(0);
		// Each page of ticks is asked for once, however the reader moves about.
		const pages = server.requests().filter((path) => path.includes("state?tick"));
		expect(new Set(pages).size).toBe(pages.length);
	});

	it("[PG29] follows the pointer, smoothly, and comes back to live", async () => {
		const opened = await browsing().open(still);
		const { page } = opened;
		await lookBack(opened);
		const box = (await slider(page).locator("..").boundingBox())!;
		const y = box.y + box.height / 2;
		await page.mouse.move(box.x + box.width * 0.9, y);
		await page.mouse.down();
		const seen = new Set<number>();
		for (let step = 0; step <= 40; step += 1) {
			await page.mouse.move(box.x + box.width * (0.9 - step * 0.02), y);
			seen.add(await valueOf(page));
		}
		await page.mouse.up();
		expect(seen.size).toBeGreaterThan(30);
		expect(await valueOf(page)).toBeLessThan(60);
		await findOnMap(page, PALETTES.dark.npc);
		await toLive(page).click();
		await says(page, /^Live$/);
	});

	it("[PG32] plays on from the past into the live world, and lets the speed be chosen", async () => {
		const opened = await browsing().open(still);
		const { page, server } = opened;
		await lookBack(opened);
		await press(page, "Home");
		await says(page, /^Tick 1, /);
		// The stand-in's ticks were made at once, so that any speed soon passes them.
		await page.getByRole("button", { name: "Play" }).click();
		await expect.poll(() => valueOf(page), PATIENT).toBeGreaterThan(20);
		const before = server.history.tick();
		server.tick();
		await expect.poll(() => badge(page).textContent(), PATIENT).toContain(`tick ${before + 1}`);
		await says(page, /^Live$/);
		await press(page, "PageDown");
		await page.getByText("16×", { exact: true }).click();
		expect(await page.getByRole("radio", { name: "16×" }).isChecked()).toBe(true);
		expect(await page.getByRole("button", { name: "Play" }).count()).toBe(1);
	});

	it("[PG29] tells of a member what was known then, and lists what had happened", async () => {
		const opened = await browsing().open(still);
		const { page, server } = opened;
		await lookBack(opened);
		await press(page, "Home");
		await says(page, /^Tick 1, /);
		const first = server.history.held()[0]!.after;
		const { name, position } = [...first.entities.values()][0]!;
		await openMembers(page);
		await page.getByRole("searchbox", { name: "Search members" }).fill(name);
		await page.getByRole("option").first().click();
		const detail = page.getByRole("article", { name, exact: true });
		await detail.getByText(/as of/).waitFor(PATIENT);
		const place = [position!.x, position!.y, position!.z].map((value) => Math.round(value)).join(", ");
		await detail.getByText(place, { exact: true }).waitFor(PATIENT);
		expect(await detail.getByText("Last moved").count()).toBe(0);
		await toLive(page).click();
		await detail.getByText("Last moved").waitFor(PATIENT);
	});

	it("[PG31] says kindly that a moment is no longer kept, and begins where the past now does", async () => {
		const opened = await browsing().open(still);
		const { page, server } = opened;
		await lookBack(opened);
		server.history.keep(100);
		await press(page, "Home");
		await page
			.getByRole("status")
			.getByText(/no longer kept/)
			.waitFor(PATIENT);
		await says(page, /^Tick 202, /);
		expect(await slider(page).getAttribute("aria-valuemin")).toBe("202");
	});

	it("[PG31] shows a limited past to those who may not see everything", async () => {
		const opened = await browsing().open({ ...still, server: { tickMs: 0, limitedOnly: true } });
		await lookBack(opened);
		await press(opened.page, "PageDown", 12);
		await says(opened.page, /^Tick 181, /);
		await findOnMap(opened.page, PALETTES.dark.npc);
	});

	it("[PG23] [PG33] fits a phone, by touch", async () => {
		const opened = await browsing().open({ ...still, context: phone });
		const { page } = opened;
		await lookBack(opened);
		const box = (await slider(page).locator("..").boundingBox())!;
		await page.touchscreen.tap(box.x + box.width / 3, box.y + box.height / 2);
		await says(page, /^Tick \d+, /);
		expect(await overflow(page)).toBeLessThanOrEqual(0);
		expect(await namelessControls(page)).toEqual([]);
		for (const part of await page.getByRole("region", { name: "Time" }).getByRole("button").all()) {
			const { x, width } = (await part.boundingBox())!;
			expect(x >= 0 && x + width <= 360).toBe(true);
		}
		await toLive(page).tap();
		await says(page, /^Live$/);
	});
});
