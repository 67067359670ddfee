import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { PALETTES } from "../../web/shell/tokens.js";
import { describeInChromium } from "./browser.js";
import { badge, becomes, dark, openMembers, overflow, PATIENT, phone } from "./map-page.js";
import { findOnMap, frameCost, namelessControls, pictureOf } from "./map-picture.js";

describeInChromium("the look of the map", (browsing) => {
	it("[PG22] connects, is live, and shows members, groups and what happens, within its content security policy", async () => {
		const { page, complaints } = await browsing().open({ context: dark });
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

	it("[PG14] shows a cut, a return without loss, and a reset", async () => {
		const { page, server, complaints } = await browsing().open({ context: dark });
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
		const { page, server } = await browsing().open({ server: { npcs: 0, players: 0 }, context: dark });
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
		const { page } = await browsing().open({ server: { token: "the.right-one" }, context: dark });
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
		const { page, server } = await browsing().open({
			server: { token: "dev.token", devTokens: true },
			context: dark,
		});
		await becomes(page, "live");
		expect(server.requests().filter((path) => path === "/dev/token")).toHaveLength(1);
	});

	it("[PG22] shows what can be seen to those who may not read everything", async () => {
		const { page } = await browsing().open({ server: { limitedOnly: true }, context: dark });
		await becomes(page, "live");
		await page.getByRole("tab", { name: "Members (44)" }).waitFor();
		await findOnMap(page, PALETTES.dark.npc);
		await page.getByText("told to observers alone").waitFor();
	});

	it("[PG21] is dark or light as the reader's system is, and can be switched", async () => {
		const background = (page: Page) =>
			page
				.locator("header")
				.evaluate((header) => getComputedStyle(header).getPropertyValue("--es-surface").trim());
		const { page: darkPage } = await browsing().open({ context: dark });
		await becomes(darkPage, "live");
		expect(await background(darkPage)).toBe(PALETTES.dark.surface);
		const { page } = await browsing().open({ context: { colorScheme: "light" } });
		await becomes(page, "live");
		expect(await background(page)).toBe(PALETTES.light.surface);
		await findOnMap(page, PALETTES.light.npc);
		await page.getByRole("button", { name: "Switch to dark colours" }).click();
		await page.getByRole("button", { name: "Switch to light colours" }).waitFor();
		expect(await background(page)).toBe(PALETTES.dark.surface);
		await findOnMap(page, PALETTES.dark.npc);
	});

	it("[PG23] fits a phone: nothing beyond the edge, the lists in a sheet", async () => {
		const { page } = await browsing().open({ context: phone });
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
		const { page } = await browsing().open({ context: dark });
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
		const { page, server } = await browsing().open({ context: dark });
		await becomes(page, "live");
		await expect.poll(() => page.getByTestId("world-news").textContent(), PATIENT).toMatch(/\w/);
		await server.kill();
		await expect.poll(() => page.getByTestId("connection-news").textContent(), PATIENT).toContain("Behind");
	});

	it.each([
		["glides", "no-preference", true],
		["jumps where motion is not wanted", "reduce", false],
	] as const)("[PG11] %s between two tellings", async (_, reducedMotion, moves) => {
		const { page, server } = await browsing().open({
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
		const { page } = await browsing().open({
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
});
