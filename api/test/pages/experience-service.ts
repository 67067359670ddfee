import { copyFile, mkdtemp, rm } from "node:fs/promises";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SignJWT } from "jose";
import type { Page } from "playwright-core";
import { pino } from "pino";
import type { ActionResultWire, ActionWire } from "../../../game/src/shared/wire/index.js";
import type { Player } from "../../src/experience/experience.js";
import { loadConfig } from "../../src/config/config.js";
import { type RunningServer, startServer } from "../../src/http/serve.js";
import { letHeapGrow } from "../../src/let-heap-grow.js";
import { createService } from "../../src/service.js";
import type { Browsing, Visit } from "./browser.js";
import { becomes, dark, PATIENT } from "./map-page.js";

const WOODS = fileURLToPath(new URL("../../experiences/wylding-woods.json", import.meta.url));
const KEY = "the-place-s-own-key";
const SECRET = "a secret of thirty-two characters";

/** Where each bottle of the shipped experience lies, by the ways to walk there. */
export const TOUR: readonly { readonly walk?: string; readonly take: string; readonly name: string }[] = [
	{ take: "ember-dream", name: "Ember Dream" },
	{ walk: "Whispering Grove", take: "whisper-dream", name: "Whisper Dream" },
	{ walk: "Fern Hollow", take: "fern-dream", name: "Fern Dream" },
	{ walk: "Mirror Pond", take: "moonlit-dream", name: "Moonlit Dream" },
	{ take: "tidal-dream", name: "Tidal Dream" },
];

/** The whole service with the built pages, in development, nothing of it stood in for. */
export interface PlayedService {
	readonly server: RunningServer;
	/** What the place does for a player, as a game server tells it. */
	readonly doFor: (player: Player, action: ActionWire) => Promise<ActionResultWire>;
	/** A token that ends so many seconds from now. */
	readonly tokenFor: (userId: string, seconds: number) => Promise<string>;
	/** Opens the page and signs in by name. */
	readonly join: (player: Player, context?: Parameters<Browsing["visit"]>[1]) => Promise<Visit>;
	/** Cuts every connection. */
	readonly cut: () => void;
	readonly stop: () => Promise<void>;
}

/**
 * Starts it with copies of the shipped experience by these names, so that each test has bottles of its own: to open the
 * embedded database takes longer than to play.
 */
export async function startPlayed(
	{ pages, visit }: Pick<Browsing, "pages" | "visit">,
	names: readonly string[],
): Promise<PlayedService> {
	// As its own process does.
	letHeapGrow();
	const folder = await mkdtemp(join(tmpdir(), "earshot-woods-"));
	for (const name of names) await copyFile(WOODS, join(folder, `${name}.json`));
	const config = loadConfig({
		LOG_ENGINE: "memory",
		LOG_LEVEL: "silent",
		PORT: "0",
		GAME_API_KEY: KEY,
		JWT_SECRET: SECRET,
	});
	const logger = pino({ level: "silent" });
	const service = await createService({
		config,
		logger,
		version: "0",
		pages: { folder: pages },
		experiences: folder,
	});
	const { app, onDrain, onClosed, experience } = service;
	const server = await startServer({ app, config, logger, onDrain, onClosed });
	// On a busy machine that takes longer than a page waits for its first answer.
	for (const name of names) await experience.manager.world(name);
	const streams = new Set<Socket>();
	server.server.on("connection", (stream) => {
		streams.add(stream);
		stream.once("close", () => streams.delete(stream));
	});
	return {
		server,
		async doFor({ userId, experience }, action) {
			const answer = await fetch(`${server.url}/v1/experience/${experience}/actions`, {
				method: "POST",
				// A connection of its own: tests cut the others.
				headers: { "content-type": "application/json", "x-api-key": KEY, connection: "close" },
				body: JSON.stringify({ user_id: userId, ...action }),
			});
			if (!answer.ok) throw new Error(`the action was answered ${answer.status}: ${await answer.text()}`);
			return (await answer.json()) as ActionResultWire;
		},
		tokenFor: (userId, seconds) =>
			new SignJWT({ sub: userId, roles: [] })
				.setProtectedHeader({ alg: "HS256" })
				.setIssuedAt()
				.setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
				.sign(new TextEncoder().encode(SECRET)),
		async join({ userId, experience }, context = dark) {
			const opened = await visit(`${server.url}/experience?experience=${experience}`, context);
			await signIn(opened.page, userId);
			await becomes(opened.page, "live");
			return opened;
		},
		cut() {
			for (const stream of streams) stream.destroy();
		},
		async stop() {
			await server.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** Says who plays. */
export async function signIn(page: Page, userId: string): Promise<void> {
	await page.getByRole("textbox", { name: "User id" }).fill(userId);
	await page.getByRole("button", { name: "Play", exact: true }).click();
}

/** Names of what a page's player carries. */
export function carried(page: Page): Promise<readonly string[]> {
	return page
		.getByRole("button", { name: /^Drop / })
		.evaluateAll((all) => all.map((one) => one.ariaLabel ?? ""));
}

/** Lines of the story, oldest first. */
export function story(page: Page): Promise<readonly string[]> {
	return page
		.getByRole("list", { name: /Your story/ })
		.getByRole("listitem")
		.allTextContents();
}

/** Waits for a line of the story. */
export function tells(page: Page, text: string | RegExp): Promise<void> {
	return page
		.getByRole("list", { name: /Your story/ })
		.getByText(text)
		.last()
		.waitFor(PATIENT);
}

/** Walks and takes, as the page's buttons go. */
export async function follow(page: Page, tour: typeof TOUR): Promise<void> {
	for (const { walk, name } of tour) {
		if (walk !== undefined) await page.getByRole("button", { name: walk }).click();
		await page.getByRole("button", { name: `Take ${name}` }).click();
		await page.getByRole("button", { name: `Drop ${name}` }).waitFor(PATIENT);
	}
}

/** Says something, and waits until the narrator begins to answer. */
export async function say(page: Page, text: string): Promise<void> {
	const before = await page.locator("[class*=narrated]").count();
	await page.getByRole("textbox", { name: "Say or do something" }).fill(text);
	await page.keyboard.press("Enter");
	await page.locator("[class*=narrated]").nth(before).waitFor(PATIENT);
}
