import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Locator, Page } from "playwright-core";
import { PALETTES } from "../../web/shell/tokens.js";
import { findChromium, startBrowsing, type Browsing } from "./browser.js";
import { findOnMap, frameCost, namelessControls, pictureOf } from "./map-picture.js";

const chromium = findChromium();
const dark = { colorScheme: "dark" } as const;
const phone = { ...dark, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;
/** For what takes the page a while on a busy machine. */
const PATIENT = { timeout: 15_000 };

const badge = (page: Page): Locator => page.locator("[role=status][data-state]");

function becomes(page: Page, state: string): Promise<void> {
	return page.locator(`[role=status][data-state=${state}]`).waitFor(PATIENT);
}

async function openMembers(page: Page): Promise<void> {
	await page.getByRole("tab", { name: /^Members/ }).click();
	await page.getByRole("option").first().waitFor();
}

/** Pixels by which the page is wider than the window. */
function overflow(page: Page): Promise<number> {
	return page.evaluate(() => document.scrollingElement!.scrollWidth - window.innerWidth);
}

describe.skipIf(!chromium && !process.env["CI"])(
	`the map in ${chromium ?? "Chromium, which is not installed"}`,
	() => {
		let browsing: Browsing;
		beforeAll(async () => {
			if (!chromium) throw new Error("Chromium is not installed; name it by CHROMIUM");
			browsing = await startBrowsing(chromium);
		}, 120_000);
		afterEach(() => browsing.closePages());
		afterAll(() => browsing?.close());

		it("[PG22] connects, is live, and shows members, groups and what happens, within its content security policy", async () => {
			const { page, complaints } = await browsing.open({ context: dark });
			await becomes(page, "live");
			await page.getByRole("tab", { name: "Members (44)" }).waitFor();
			expect(await badge(page).textContent()).toMatch(/Live.*tick \d+ · (now|\d+ s ago)/);
			await findOnMap(page, PALETTES.dark.npc);
			await findOnMap(page, PALETTES.dark.player);
			await page
				.getByRole("list", { name: /What happened/ })
				.getByText(/talked with|gathered|joined/)
				.first()
				.waitFor();
			expect(complaints).toEqual([]);
		});

		it("[PG10] opens a member that is clicked on the map, and closes it beside", async () => {
			const { page } = await browsing.open({ server: { tickMs: 0, seed: 5 }, context: dark });
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
			const { page, server } = await browsing.open({ server: { tickMs: 0 }, context: dark });
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

		it("[PG17] can be used by keyboard alone", async () => {
			const { page } = await browsing.open({ server: { tickMs: 0 }, context: dark });
			await becomes(page, "live");
			const reached: string[] = [];
			const focused = () =>
				page.evaluate(
					() =>
						document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
				);
			for (let press = 0; press < 14; press += 1) {
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

		it("[PG14] shows a cut, a return without loss, and a reset", async () => {
			const { page, server, complaints } = await browsing.open({ context: dark });
			await becomes(page, "live");
			await server.kill();
			await becomes(page, "behind");
			const missed = server.history.tick() + 2;
			await expect.poll(() => server.history.tick(), PATIENT).toBeGreaterThan(missed);
			await server.revive();
			await becomes(page, "resumed");
			await becomes(page, "live");
			expect(server.requests().filter((path) => path.startsWith("/world/init"))).toHaveLength(1);
			await server.kill();
			server.history.restart("e2");
			await server.revive();
			await becomes(page, "reset");
			expect(complaints).toEqual([]);
		});

		it("[PG14] says that a world is empty, and shows it when somebody comes", async () => {
			const { page, server } = await browsing.open({ server: { npcs: 0, players: 0 }, context: dark });
			await becomes(page, "empty");
			await page.getByRole("region", { name: "Nobody is here yet" }).waitFor();
			const position = { x: 0, y: 0, z: 0 };
			const ada = {
				id: "a",
				key: "Ada",
				name: "Ada",
				type: "npc",
				source: "",
				location: "",
				position,
			} as const;
			server.history.publish({ ...server.history.world(), entities: new Map([["a", ada]]) });
			await becomes(page, "live");
			await page.getByRole("tab", { name: "Members (1)" }).waitFor();
			await findOnMap(page, PALETTES.dark.npc);
			expect(await page.getByRole("region").count()).toBe(0);
		});

		it("[PG20] asks for a token where it is refused, and goes on with it", async () => {
			const { page } = await browsing.open({ server: { token: "the.right-one" }, context: dark });
			await becomes(page, "refused");
			const field = page.getByRole("textbox", { name: "Access token" });
			await field.fill("no token at all");
			await page.getByRole("button", { name: "Connect" }).click();
			await page.getByText("This does not look like a token.").waitFor();
			await field.fill("Bearer the.right-one");
			await page.keyboard.press("Enter");
			await becomes(page, "live");
			await page.reload();
			await becomes(page, "live");
		});

		it("[PG20] gets itself a token in development", async () => {
			const { page, server } = await browsing.open({
				server: { token: "dev.token", devTokens: true },
				context: dark,
			});
			await becomes(page, "live");
			expect(server.requests().filter((path) => path === "/dev/token")).toHaveLength(1);
		});

		it("[PG22] shows what can be seen to those who may not read everything", async () => {
			const { page } = await browsing.open({ server: { limitedOnly: true }, context: dark });
			await becomes(page, "live");
			await page.getByRole("tab", { name: "Members (44)" }).waitFor();
			await findOnMap(page, PALETTES.dark.npc);
			await page.getByText("told to observers alone").waitFor();
		});

		it("[PG16] opens at the world and member that the address names", async () => {
			const { page } = await browsing.open({
				server: { tickMs: 0 },
				context: dark,
				path: "/?world=default&member=player:1",
			});
			await page.getByRole("article", { name: "Ada", exact: true }).waitFor();
			await page.locator("input[aria-label=World]").click();
			await page.getByRole("option", { name: /harbour-night/ }).click();
			await expect.poll(() => new URL(page.url()).search, PATIENT).toBe("?world=harbour-night");
		});

		it("[PG21] is dark or light as the reader's system is, and can be switched", async () => {
			const background = (page: Page) =>
				page
					.locator("header")
					.evaluate((header) => getComputedStyle(header).getPropertyValue("--es-surface").trim());
			const { page: darkPage } = await browsing.open({ context: dark });
			await becomes(darkPage, "live");
			expect(await background(darkPage)).toBe(PALETTES.dark.surface);
			const { page } = await browsing.open({ context: { colorScheme: "light" } });
			await becomes(page, "live");
			expect(await background(page)).toBe(PALETTES.light.surface);
			await findOnMap(page, PALETTES.light.npc);
			await page.getByRole("button", { name: "Switch to dark colours" }).click();
			await page.getByRole("button", { name: "Switch to light colours" }).waitFor();
			expect(await background(page)).toBe(PALETTES.dark.surface);
			await findOnMap(page, PALETTES.dark.npc);
		});

		it("[PG23] fits a phone: nothing beyond the edge, the lists in a sheet", async () => {
			const { page } = await browsing.open({ context: phone });
			await becomes(page, "live");
			expect(await overflow(page)).toBeLessThanOrEqual(0);
			for (const part of await page.locator("header a, header input, header button, main button").all()) {
				const box = await part.boundingBox();
				if (box) expect(box.x >= 0 && box.x + box.width <= 360).toBe(true);
			}
			await page.getByRole("button", { name: /44 members/ }).tap();
			await page
				.getByRole("dialog")
				.getByRole("tab", { name: /^Members/ })
				.tap();
			await page.getByRole("option").first().tap();
			await page.getByRole("dialog").getByRole("article").waitFor();
			expect(await overflow(page)).toBeLessThanOrEqual(0);
			expect(await namelessControls(page)).toEqual([]);
			await page.getByRole("button", { name: "Show", exact: true }).tap();
			await page.getByRole("dialog").waitFor({ state: "detached" });
		});

		it("[PG15] has a name for every control, one main part, and a language", async () => {
			const { page } = await browsing.open({ context: dark });
			await becomes(page, "live");
			expect(await namelessControls(page)).toEqual([]);
			await openMembers(page);
			expect(await namelessControls(page)).toEqual([]);
			await page.getByRole("option").first().click();
			expect(await namelessControls(page)).toEqual([]);
			expect(await page.getByRole("main").count()).toBe(1);
			expect(await page.locator("html").getAttribute("lang")).toBe("en");
			const ids = await page.locator("[id]").evaluateAll((all) => all.map(({ id }) => id));
			expect(new Set(ids).size).toBe(ids.length);
		});

		it("[PG15] tells listeners what changed", async () => {
			const { page, server } = await browsing.open({ context: dark });
			await becomes(page, "live");
			await expect.poll(() => page.getByTestId("world-news").textContent(), PATIENT).toMatch(/\w/);
			await server.kill();
			await expect.poll(() => page.getByTestId("connection-news").textContent(), PATIENT).toContain("Behind");
		});

		it.each([
			["glides", "no-preference", true],
			["jumps where motion is not wanted", "reduce", false],
		] as const)("[PG11] %s between two tellings", async (_, reducedMotion, moves) => {
			const { page, server } = await browsing.open({
				server: { tickMs: 0 },
				context: { ...dark, reducedMotion },
			});
			await becomes(page, "live");
			await page.waitForTimeout(1_500);
			server.tick();
			await expect.poll(() => badge(page).textContent(), PATIENT).toContain("tick 2");
			await page.waitForTimeout(200);
			const before = await pictureOf(page);
			await page.waitForTimeout(400);
			expect((await pictureOf(page)) !== before).toBe(moves);
		});

		it("[PG24] spends less than half of a frame's time on 5,000 walking members", async () => {
			const { page } = await browsing.open({
				server: { npcs: 4_900, players: 100, tickMs: 3_000 },
				context: { ...dark, viewport: { width: 1440, height: 900 } },
			});
			await becomes(page, "live");
			await page.waitForTimeout(3_000);
			const cost = await frameCost(page, 3);
			const told = Object.entries(cost).map(([name, value]) => `${name} ${Number(value).toFixed(1)}`);
			process.stdout.write(`5,000 members: ${told.join(", ")}\n`);
			expect(cost.scriptMs).toBeLessThan(8);
		}, 60_000);
	},
);
