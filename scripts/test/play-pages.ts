import { expect } from "vitest";
import type { Page } from "playwright-core";
import type { Cell } from "../../api/src/encounters/engine/state.js";
import type { Browsing, Visit } from "../../api/test/pages/browser.js";
import { clickCell } from "../../api/test/pages/live-table.js";
import { dark, PATIENT } from "../../api/test/pages/map-page.js";
import type { Shown } from "./shown-views.js";

/** Opens a page and signs in by a token. */
export async function sitByToken(
	{ visit }: Pick<Browsing, "visit">,
	address: string,
	token: string,
): Promise<Visit> {
	const visited = await visit(address, dark);
	const { page } = visited;
	await page.getByRole("button", { name: "I have a token" }).click();
	await page.getByLabel("Access token").fill(token);
	await page.getByRole("button", { name: "Connect" }).click();
	await page.locator("[role=status][data-state=live]").waitFor(PATIENT);
	return visited;
}

/** How often a page sends each of its commands from now on, by the command's id. */
export function commandsOf(page: Page): ReadonlyMap<string, number> {
	const tries = new Map<string, number>();
	page.on("request", (request) => {
		if (request.method() !== "POST" || !new URL(request.url()).pathname.startsWith("/trpc/")) return;
		const { id } = JSON.parse(request.postData() ?? "{}") as { id?: string };
		if (id !== undefined) tries.set(id, (tries.get(id) ?? 0) + 1);
	});
	return tries;
}

/** What a page shows. */
export function shownOn(page: Page): Promise<Shown> {
	return page.evaluate(() => {
		const tokens = [...document.querySelectorAll<SVGElement>("[data-token]")].map(({ dataset }) => [
			dataset["token"]!,
			`${dataset["cell"]} ${dataset["life"]}`,
		]);
		const order = [...document.querySelectorAll("[aria-label='Order of turns'] li button")].map((row) => {
			const textOf = (name: string): string => row.querySelector(`[class*=${name}]`)?.textContent ?? "";
			return `${textOf("name")}: ${textOf("health")}`;
		});
		return { tokens: Object.fromEntries(tokens) as Record<string, string>, order };
	});
}

/** All that a page tells of what happened, dice aside, oldest first. */
export async function storyOn(page: Page): Promise<readonly string[]> {
	await page.getByRole("tab", { name: "Story" }).click();
	return page.locator("[aria-label='What happened'] > li:not([data-type=ROLLED]) > span").allTextContents();
}

/** Chooses somebody in the order of turns. */
async function choose(page: Page, name: string): Promise<void> {
	await page.getByRole("region", { name: "Order of turns" }).getByText(name).click(PATIENT);
}

/** The leader puts a creature of a kind on the map, and moves it to a cell. */
export async function addAt(
	page: Page,
	{ kind, name, cell }: { readonly kind: string; readonly name: string; readonly cell: Cell },
): Promise<void> {
	await page.getByRole("combobox", { name: "Creature" }).selectOption({ label: kind });
	await page.getByRole("button", { name: "Add", exact: true }).click();
	await choose(page, name);
	await page.getByRole("button", { name: "Move to …" }).click();
	await clickCell(page, cell);
	await expect
		.poll(async () => Object.values((await shownOn(page)).tokens), PATIENT)
		.toContain(`${cell.x},${cell.y} up`);
}

/** The leader takes hit points of somebody. */
export async function hurt(page: Page, name: string, amount: number): Promise<void> {
	await choose(page, name);
	await page.getByRole("textbox", { name: "Amount" }).fill(String(amount));
	await page.getByRole("button", { name: "Hurt" }).click();
}

/** Ends the turn of whom the page acts for. */
export async function endTurn(page: Page): Promise<void> {
	await page.getByRole("button", { name: "End turn" }).click(PATIENT);
}

/** Aims something at whoever stands in a cell. */
export async function aimAt(page: Page, action: string, cell: Cell): Promise<void> {
	await page.getByRole("button", { name: new RegExp(`^${action}`) }).click(PATIENT);
	await clickCell(page, cell);
}

/** A player says something to the party, and whoever leads reads it. */
export async function talk(player: Page, leader: Page, text: string): Promise<void> {
	await player.getByRole("textbox", { name: "Say something" }).fill(text);
	await player.keyboard.press("Enter");
	await leader.getByRole("tab", { name: "Talk" }).click();
	await leader.getByText(text).waitFor(PATIENT);
	await leader.getByRole("tab", { name: "DM" }).click();
}

/** The leader ends the encounter, and all pages say how it ended. */
export async function finish(leader: Page, outcome: string, pages: readonly Page[]): Promise<void> {
	await leader.getByRole("button", { name: "Complete" }).click();
	await leader.getByRole("textbox", { name: "What came of it?" }).fill(outcome);
	await leader.keyboard.press("Enter");
	for (const page of pages) {
		const end = page.getByRole("region", { name: "The encounter is over" });
		await end.getByRole("heading", { name: "Victory" }).waitFor(PATIENT);
		await end.getByText(outcome).waitFor(PATIENT);
	}
}
