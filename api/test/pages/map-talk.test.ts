import { afterEach, beforeEach, expect, it } from "vitest";
import { pino } from "pino";
import type { LineWire, SpeakerWire } from "../../../game/src/shared/wire/index.js";
import { loadConfig } from "../../src/config/config.js";
import { type RunningServer, startServer } from "../../src/http/serve.js";
import { createService } from "../../src/service.js";
import { PALETTES } from "../../web/shell/tokens.js";
import { type Browsing, describeInChromium } from "./browser.js";
import { becomes, dark, openMembers, overflow, PATIENT, phone } from "./map-page.js";

const ada: SpeakerWire = { id: "npc-1", name: "Ada", type: "npc" };
const bo: SpeakerWire = { id: "npc-2", name: "Bo", type: "npc" };
const robin: SpeakerWire = { id: "1000001", name: "Robin", type: "player" };
const CAST = [ada, bo, robin];

let server: RunningServer;
let lines: number;

/** The whole service with the built pages, nothing of it stood in for. */
async function start(browsing: Browsing): Promise<void> {
	const config = loadConfig({ LOG_ENGINE: "memory", LOG_LEVEL: "silent", PORT: "0" });
	const logger = pino({ level: "silent" });
	const service = await createService({ config, logger, version: "0", pages: { folder: browsing.pages } });
	const { app, onDrain, onClosed } = service;
	server = await startServer({ app, config, logger, onDrain, onClosed });
	const positions = Object.fromEntries(CAST.map(({ name }, x) => [name, { x: 3 * x, y: 0, z: 0 }]));
	await tell("/v1/snapshot/game", {
		timestamp: Date.now() / 1000,
		clusters: [{ id: "c", members: Object.keys(positions), npcs: 2, players: 1, positions }],
		events: [],
		humanContext: Object.fromEntries(
			CAST.map(({ id, name, type }) => [name, { id, name, type, position: positions[name] }]),
		),
	});
	await tell("/v1/npcs", { npcs: [ada, bo].map(registered) }, "PUT");
}

const registered = ({ id, name }: SpeakerWire) => ({
	npcId: id,
	name,
	persona: "a baker",
	abilities: ["initiate_chat"],
	responseSpeed: 1,
});

async function tell(path: string, body: object, method = "POST"): Promise<void> {
	const answer = await fetch(server.url + path, {
		method,
		// A connection of its own: tests cut the others.
		headers: { "content-type": "application/json", connection: "close" },
		body: JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}

async function say(speaker: SpeakerWire, content: string, more: Partial<LineWire> = {}): Promise<void> {
	const hearers = CAST.filter(({ id }) => id !== speaker.id).map(({ id }) => id);
	const line: LineWire = {
		id: `line-${(lines += 1)}`,
		clusterId: "c",
		speaker,
		content,
		at: Date.now() / 1000,
		heardBy: hearers,
		overheardBy: [],
		...more,
	};
	await tell("/v1/messages", { serverId: "s", messages: [], lines: [line] });
}

describeInChromium("talk on the map", (browsing) => {
	beforeEach(async () => {
		lines = 0;
		await start(browsing());
	});
	afterEach(async () => {
		await server.close();
	});

	it("[PG25] [PG26] shows what is said as it is spoken, over heads and in the list, with who heard it", async () => {
		const { page, complaints } = await browsing().visit(server.url, dark);
		await becomes(page, "live");
		await page.getByRole("tab", { name: "Talk" }).click();
		await page.getByText("Nobody has spoken yet").waitFor(PATIENT);
		const bubbleColour = (): Promise<number> =>
			page.locator("canvas").evaluate((element, wanted) => {
				const canvas = element as HTMLCanvasElement;
				const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
				const channels = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
				let found = 0;
				for (let at = 0; at < data.length; at += 4) {
					if (channels.every((channel, index) => Math.abs(data[at + index]! - channel) < 3)) found += 1;
				}
				return found;
			}, PALETTES.dark.surface);
		const before = await bubbleColour();
		await say(ada, "Fresh bread, still warm!");
		const line = page.getByRole("button", { name: /Ada.*Fresh bread, still warm!.*heard by Bo, Robin/s });
		await line.waitFor(PATIENT);
		await expect.poll(bubbleColour, PATIENT).toBeGreaterThan(before + 500);
		await line.click();
		expect(await line.getAttribute("aria-pressed")).toBe("true");
		await page.keyboard.press("Escape");
		await expect.poll(() => line.getAttribute("aria-pressed"), PATIENT).toBe("false");
		expect(complaints).toEqual([]);
	});

	it("[PG25] shows what was said before it came, and goes on without a line lost through a cut", async () => {
		await say(ada, "Before anybody looked.");
		const { page } = await browsing().visit(server.url, dark);
		await page.getByRole("tab", { name: "Talk" }).click();
		await page.getByText("Before anybody looked.").waitFor(PATIENT);
		server.server.closeAllConnections();
		await say(bo, "While nobody was there.");
		await page.getByText("While nobody was there.").waitFor(PATIENT);
		await say(robin, "And after.");
		await page.getByText("And after.").waitFor(PATIENT);
		expect(
			await page
				.getByRole("list", { name: /What was said/ })
				.getByRole("listitem")
				.count(),
		).toBe(3);
	});

	it("[PG27] [PG28] shows what an NPC heard and said, and the queues", async () => {
		await say(ada, "Good morning, both of you.");
		await say(robin, "Psst, over here.", { heardBy: [], overheardBy: ["npc-2"] });
		const { page } = await browsing().visit(server.url, dark);
		await becomes(page, "live");
		await page.getByRole("tab", { name: "Talk" }).click();
		await page
			.getByRole("list", { name: /Messages waiting/ })
			.getByText("urgent")
			.waitFor(PATIENT);
		await openMembers(page);
		await page.getByRole("option", { name: /Bo/ }).click();
		const detail = page.getByRole("article", { name: "Bo" });
		await detail.getByText("What it heard and said").waitFor(PATIENT);
		await detail.getByText("Good morning, both of you.").waitFor(PATIENT);
		await detail.getByText("(overheard)").waitFor(PATIENT);
	});

	it("[PG25] takes an erased user's lines off the list", async () => {
		const { page } = await browsing().visit(server.url, dark);
		await page.getByRole("tab", { name: "Talk" }).click();
		await say(robin, "Remember me?");
		await say(ada, "We will.");
		await page.getByText("Remember me?").waitFor(PATIENT);
		await tell(`/v1/users/${robin.id}`, {}, "DELETE");
		await page.getByText("Remember me?").waitFor({ ...PATIENT, state: "detached" });
		await page.getByText("We will.").waitFor(PATIENT);
	});

	it("[PG23] keeps talk within 360 px", async () => {
		await say(ada, "A long line that has to find room on a narrow screen, wherever it is shown to readers.");
		const { page } = await browsing().visit(server.url, phone);
		await becomes(page, "live");
		await page.getByRole("button", { name: /in 1 group/ }).click();
		await page.getByRole("tab", { name: "Talk" }).click();
		await page.getByText("A long line that has to find room").waitFor(PATIENT);
		expect(await overflow(page)).toBeLessThanOrEqual(0);
	});
});
