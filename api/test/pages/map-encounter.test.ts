import { afterEach, beforeEach, expect, it } from "vitest";
import { pino } from "pino";
import { loadConfig } from "../../src/config/config.js";
import { type RunningServer, startServer } from "../../src/http/serve.js";
import { createService } from "../../src/service.js";
import { type Browsing, describeInChromium } from "./browser.js";
import { turnBecomes } from "./live-table.js";
import { becomes, dark, openMembers, overflow, PATIENT, phone } from "./map-page.js";

const CAST = [
	{ id: "npc-1", name: "Ada", type: "npc" },
	{ id: "npc-2", name: "Bo", type: "npc" },
	{ id: "1000001", name: "Robin", type: "player" },
] as const;

let server: RunningServer;

/** The whole service with the built pages, nothing of it stood in for. */
async function start(browsing: Browsing): Promise<void> {
	const config = loadConfig({ LOG_ENGINE: "memory", LOG_LEVEL: "silent", PORT: "0" });
	const logger = pino({ level: "silent" });
	const service = await createService({ config, logger, version: "0", pages: { folder: browsing.pages } });
	server = await startServer({ ...service, config, logger });
	await stand(true);
}

/** Tells where everybody stands: together, or each by themselves. */
async function stand(isTogether: boolean): Promise<void> {
	const positions = Object.fromEntries(CAST.map(({ name }, x) => [name, { x: 6 * x, y: 0, z: 0 }]));
	const answer = await fetch(`${server.url}/v1/snapshot/game`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({
			timestamp: Date.now() / 1000,
			clusters: isTogether
				? [{ id: "c", members: Object.keys(positions), npcs: 2, players: 1, positions }]
				: [],
			events: [],
			humanContext: Object.fromEntries(
				CAST.map(({ id, name, type }) => [name, { id, name, type, position: positions[name] }]),
			),
		}),
	});
	expect(answer.ok).toBe(true);
}

describeInChromium("opening an encounter on the map", (browsing) => {
	beforeEach(() => start(browsing()));
	afterEach(() => server.close());

	it("[EP22] whoever signs in opens one with those who stand together, and leads it", async () => {
		const { page, complaints } = await browsing().visit(server.url, dark);
		await becomes(page, "live");
		await openMembers(page);
		await page.getByRole("option", { name: /Bo/ }).click();
		const detail = page.getByRole("article", { name: "Bo" });
		await detail.getByRole("button", { name: "Open an encounter here" }).click();
		await page.getByRole("textbox", { name: "User id" }).fill("dora");
		await page.getByRole("button", { name: "Open it" }).click();
		await page.waitForURL(/\/live\/[^/]+$/, PATIENT);
		await turnBecomes(page, "Not begun yet");
		for (const { name } of CAST)
			await page.getByRole("button", { name: new RegExp(`^${name}`) }).waitFor(PATIENT);
		await page.getByText("You lead it").waitFor(PATIENT);
		await page.getByRole("button", { name: "Start" }).waitFor(PATIENT);
		expect(complaints).toEqual([]);
	});

	it("[EP22] says that it could not be opened, fits a phone, and offers nothing of who stands alone", async () => {
		const { page } = await browsing().visit(server.url, phone);
		await becomes(page, "live");
		await page.getByRole("button", { name: /in 1 group/ }).click();
		await openMembers(page);
		await page.getByRole("option", { name: /Bo/ }).click();
		const open = page.getByRole("button", { name: "Open an encounter here" });
		await open.click();
		expect(await overflow(page)).toBeLessThanOrEqual(0);
		await page.getByRole("textbox", { name: "User id" }).fill("dora");
		await page.route("**/trpc/openFromCluster", (route) => route.abort());
		await page.keyboard.press("Enter");
		await page.getByText("It could not be opened: The server does not answer.").waitFor(PATIENT);
		await stand(false);
		await expect.poll(() => open.count(), PATIENT).toBe(0);
	});
});
