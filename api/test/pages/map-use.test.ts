import { expect, it } from "vitest";
import { PALETTES } from "../../web/shell/tokens.js";
import { describeInChromium } from "./browser.js";
import { becomes, dark, openMembers, PATIENT } from "./map-page.js";
import { findOnMap, pictureOf } from "./map-picture.js";

describeInChromium("using the map", (browsing) => {
	it("[PG10] opens a member that is clicked on the map, and closes it beside", async () => {
		const { page } = await browsing().open({ server: { tickMs: 0, seed: 5 }, context: dark });
		await becomes(page, "live");
		await page.waitForTimeout(300);
		const { x, y } = await findOnMap(page, PALETTES.dark.player);
		await page.mouse.click(x, y);
		await page.getByRole("article").getByText("Player", { exact: true }).waitFor();
		expect(page.url()).toContain("member=player");
		await page.mouse.click(12, 300);
		await page.getByRole("article").waitFor({ state: "detached" });
	});

	it("[PG18] tells all that is known of a member, and leads on to those beside", async () => {
		const { page, server } = await browsing().open({ server: { tickMs: 0 }, context: dark });
		for (let tick = 0; tick < 12; tick += 1) server.tick();
		await becomes(page, "live");
		const together = [...server.history.world().clusters.values()][0]!;
		const { name } = server.history.world().entities.get(together.members[0]!)!;
		await openMembers(page);
		await page.getByRole("searchbox", { name: "Search members" }).fill(name);
		await page.getByRole("option").first().click();
		const detail = page.getByRole("article", { name, exact: true });
		for (const word of [
			"Place",
			"Position",
			"Mood",
			"Health",
			"Last moved",
			"Known path",
			"Relationships",
			"Recently",
		]) {
			await detail.getByText(word, { exact: true }).waitFor();
		}
		const beside = server.history.world().entities.get(together.members[1]!)!.name;
		await detail.getByRole("button", { name: beside, exact: true }).click();
		await page.getByRole("article", { name: beside, exact: true }).waitFor();
		await page.keyboard.press("Escape");
		await page.getByRole("article").waitFor({ state: "detached" });
	});

	it("[PG7] moves and zooms by mouse, keeps what readers chose, and shows everybody again when asked", async () => {
		const { page } = await browsing().open({ server: { tickMs: 0 }, context: dark });
		await becomes(page, "live");
		const scale = page.getByRole("img", { name: /^Scale/ });
		const fitted = await scale.getAttribute("aria-label");
		const before = await pictureOf(page);
		await page.mouse.move(300, 400);
		await page.mouse.down();
		await page.mouse.move(420, 460, { steps: 4 });
		await page.mouse.up();
		await expect.poll(() => pictureOf(page), PATIENT).not.toBe(before);
		expect(await page.getByRole("article").count()).toBe(0);
		for (let turn = 0; turn < 6; turn += 1) await page.mouse.wheel(0, -240);
		await expect.poll(() => scale.getAttribute("aria-label"), PATIENT).not.toBe(fitted);
		const chosen = await scale.getAttribute("aria-label");
		await page.setViewportSize({ width: 1100, height: 700 });
		await page.waitForTimeout(300);
		expect(await scale.getAttribute("aria-label")).toBe(chosen);
		await page.setViewportSize({ width: 1280, height: 800 });
		await page.getByRole("button", { name: "Show everybody" }).click();
		await expect.poll(() => scale.getAttribute("aria-label"), PATIENT).toBe(fitted);
	});

	it("[PG12] shows on the map whom a happening is about", async () => {
		const { page, server } = await browsing().open({ server: { tickMs: 0 }, context: dark });
		await becomes(page, "live");
		for (let tick = 0; tick < 12; tick += 1) server.tick();
		const first = page
			.getByRole("list", { name: /What happened/ })
			.getByRole("button")
			.first();
		await first.waitFor();
		const scale = page.getByRole("img", { name: /^Scale/ });
		const fitted = await scale.getAttribute("aria-label");
		await first.click();
		expect(await first.getAttribute("aria-pressed")).toBe("true");
		await expect.poll(() => scale.getAttribute("aria-label"), PATIENT).not.toBe(fitted);
		await page.keyboard.press("Escape");
		expect(await first.getAttribute("aria-pressed")).toBe("false");
	});

	it("[PG17] can be used by keyboard alone", async () => {
		const { page } = await browsing().open({ server: { tickMs: 0 }, context: dark });
		await becomes(page, "live");
		const reached: string[] = [];
		const focused = () =>
			page.evaluate(
				() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
			);
		for (let press = 0; press < 15; press += 1) {
			await page.keyboard.press("Tab");
			reached.push(await focused());
		}
		for (const part of [
			"Earshot",
			"Map",
			"World",
			"Connection: Live",
			"Switch to light",
			"Map of default",
			"Zoom in",
			"Zoom out",
			"Show everybody",
			"Live",
			"Happenings",
		]) {
			expect(
				reached.some((name) => name.startsWith(part)),
				part,
			).toBe(true);
		}
		const scale = page.getByRole("img", { name: /^Scale/ });
		const before = await scale.getAttribute("aria-label");
		await page.locator("canvas").focus();
		for (let press = 0; press < 4; press += 1) await page.keyboard.press("+");
		await expect.poll(() => scale.getAttribute("aria-label"), PATIENT).not.toBe(before);
		await page.keyboard.press("ArrowLeft");
		await page.keyboard.press("0");
		await expect.poll(() => scale.getAttribute("aria-label"), PATIENT).toBe(before);

		await page.getByRole("tab", { name: "Happenings" }).focus();
		await page.keyboard.press("ArrowRight");
		await page.getByRole("tabpanel", { name: "Talk" }).waitFor(PATIENT);
		await page.keyboard.press("ArrowRight");
		const list = page.getByRole("listbox");
		await list.focus();
		await page.keyboard.press("End");
		const last = await page.locator("[role=option][data-active]").textContent();
		await page.keyboard.press("Enter");
		const title = page.getByRole("article").getByRole("heading", { level: 2 });
		expect(last).toContain(await title.textContent());
		expect(await focused()).toBe("Back to the lists");
		await page.keyboard.press("Escape");
		await expect.poll(focused, PATIENT).toMatch(/^Members, 44 listed/);
	});

	it("[PG16] opens at the world and member that the address names", async () => {
		const { page } = await browsing().open({
			server: { tickMs: 0 },
			context: dark,
			path: "/?world=default&member=player:1",
		});
		await page.getByRole("article", { name: "Ada", exact: true }).waitFor();
		await page.locator("input[aria-label=World]").click();
		await page.getByRole("option", { name: /harbour-night/ }).click();
		await expect.poll(() => new URL(page.url()).search, PATIENT).toBe("?world=harbour-night");
	});
});
