import { expect } from "vitest";
import type { Locator, Page } from "playwright-core";
import type { NewParticipant } from "../../src/encounters/engine/commands.js";
import type { Cell } from "../../src/encounters/engine/state.js";
import { CELL } from "../../web/live/board/terrain.js";
import type { NewRoom } from "../../web/live/data/rooms.js";
import { emptyMap } from "../../web/live/scenarios/scenarios.js";
import type { Browsing, Visit } from "./browser.js";
import { dark, PATIENT } from "./map-page.js";
import type { Tables } from "../stand-in/tables.js";

/** Hits whatever it is aimed at, but for a 1, and does the same each time. */
const BLADE = {
	attackId: "blade",
	name: "Blade",
	kind: "melee",
	bonus: 40,
	range: 1,
	damage: [{ dice: "6", type: "slashing" }],
} as const;

export const SECRET = "canary-under-the-stone";

/** A hero against two wolves, and somebody whom nobody has seen yet; the hero acts first, then the wolves. */
export function smallRoom(given: Partial<NewRoom> = {}): NewRoom {
	const one = (entityId: string, more: Partial<NewParticipant>): NewParticipant => ({
		entityId,
		entityType: "monster",
		name: entityId,
		maxHP: 6,
		position: { x: 0, y: 0 },
		attacks: [{ ...BLADE, damage: [{ dice: "2", type: "slashing" }] }],
		...more,
	});
	return {
		title: "Two Wolves",
		turnSeconds: null,
		mapState: emptyMap(12, 10),
		participants: [
			one("hero", {
				entityType: "playerCharacter",
				name: "Hero",
				userId: "ada",
				maxHP: 30,
				position: { x: 2, y: 4 },
				initiative: 20,
				attacks: [BLADE],
				inventory: [{ itemId: "potion", name: "Potion", quantity: 2, use: { healing: "3", range: 1 } }],
			}),
			one("wolf-1", { name: "Grey Wolf", position: { x: 6, y: 4 }, initiative: 15 }),
			one("wolf-2", { name: "Lean Wolf", position: { x: 9, y: 7 }, initiative: 10 }),
			one("lurker", {
				name: SECRET,
				notes: SECRET,
				position: { x: 11, y: 9 },
				initiative: 5,
				isHidden: true,
			}),
		],
		...given,
	};
}

export interface Sitting extends Visit {
	/** All that the page was sent: frames of sockets, and answers. */
	readonly received: () => string;
}

/** Opens a page and signs in by name. */
export async function sit(
	{ visit }: Pick<Browsing, "visit">,
	{ url }: Pick<Tables, "url">,
	{
		userId,
		path = "/live",
		context = dark,
	}: {
		readonly userId: string;
		readonly path?: string;
		readonly context?: Parameters<Browsing["visit"]>[1];
	},
): Promise<Sitting> {
	const visited = await visit(`${url}${path}`, context);
	const { page } = visited;
	const texts: string[] = [];
	page.on("websocket", (socket) => {
		socket.on("framereceived", ({ payload }) => texts.push(String(payload)));
	});
	page.on("response", (response) => {
		if (!new URL(response.url()).pathname.startsWith("/trpc")) return;
		void response.text().then(
			(text) => texts.push(text),
			() => undefined,
		);
	});
	await page.getByRole("textbox", { name: "User id" }).fill(userId);
	await page.getByRole("button", { name: "Take a seat" }).click();
	await page.locator("[role=status]:is([data-state=live], [data-state=empty])").waitFor(PATIENT);
	return { ...visited, received: () => texts.join("\n") };
}

export const board = (page: Page): Locator => page.getByRole("application");
export const token = (page: Page, entityId: string): Locator => page.locator(`[data-token="${entityId}"]`);

/** The cell in which somebody is drawn, as `x,y`. */
export function cellOf(page: Page, entityId: string): Promise<string | null> {
	return token(page, entityId).getAttribute("data-cell", PATIENT);
}

/** The middle of a cell on the screen. */
export async function pointOf(
	page: Page,
	{ x, y }: Cell,
): Promise<{ readonly x: number; readonly y: number }> {
	return board(page)
		.locator("> g")
		.evaluate(
			(element, [across, down]) => {
				const { a, d, e, f } = (element as SVGGElement).getScreenCTM()!;
				return { x: a * across! + e, y: d * down! + f };
			},
			[(x + 0.5) * CELL, (y + 0.5) * CELL],
		);
}

export async function clickCell(page: Page, cell: Cell): Promise<void> {
	const { x, y } = await pointOf(page, cell);
	await page.mouse.click(x, y);
}

/** Waits until the page says whose turn it is. */
export async function turnBecomes(page: Page, title: string | RegExp): Promise<void> {
	await page.getByRole("heading", { level: 1, name: title }).waitFor(PATIENT);
}

/** What is read to those who hear the page. */
export function news(
	page: Page,
	kind: "encounter" | "refusal" | "cursor" | "connection",
): Promise<string | null> {
	return page.getByTestId(`${kind}-news`).textContent();
}

export async function focused(page: Page): Promise<string> {
	return page.evaluate(
		() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
	);
}

export async function isAt(page: Page, entityId: string, cell: string): Promise<void> {
	await expect.poll(() => cellOf(page, entityId), PATIENT).toBe(cell);
}

/** A line to the server that may stop in one direction: what the page should be told waits, and comes in its order. */
export interface Line {
	readonly hold: () => void;
	readonly release: () => void;
}

/** Puts a page's sockets on a line of one's own, from their next connection on. */
export async function slowLine(page: Page): Promise<Line> {
	let held: (() => void)[] | undefined;
	await page.routeWebSocket(/\/ws\/trpc/, (socket) => {
		socket.connectToServer().onMessage((message) => {
			if (held) held.push(() => socket.send(message));
			else socket.send(message);
		});
	});
	return {
		hold: () => (held ??= []),
		release: () => {
			for (const send of held ?? []) send();
			held = undefined;
		},
	};
}
