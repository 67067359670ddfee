import type { Page } from "playwright-core";
import type { Browsing } from "../../api/test/pages/browser.js";
import { fromRoot } from "../lib/paths.js";

/** Pixels of the windows in the picture: a leader at a desk, a player with a phone. */
const DESK = { width: 1180, height: 780 };
const PHONE = { width: 390, height: 780 };
/** Pixels around them. */
const GAP = 20;
/** Until what has come into another place has glided there. */
const SETTLE_MS = 1_000;

/** Where the README's picture lies; made anew where this is asked for. */
const PICTURE = process.env["EARSHOT_PICTURES"]
	? fromRoot("api", "web", "pictures", "live-play.png")
	: undefined;

/** Puts what two browsers show at a moment into one picture, where it is asked for. */
export async function picturePlay(
	{ visit }: Pick<Browsing, "visit">,
	leader: Page,
	player: Page,
): Promise<void> {
	if (PICTURE === undefined) return;
	const before = leader.viewportSize()!;
	await Promise.all([leader.setViewportSize(DESK), player.setViewportSize(PHONE)]);
	await leader.waitForTimeout(SETTLE_MS);
	const shots = await Promise.all([leader.screenshot(), player.screenshot()]);
	await Promise.all([leader.setViewportSize(before), player.setViewportSize(before)]);
	await leader.waitForTimeout(SETTLE_MS);
	const viewport = { width: DESK.width + PHONE.width + 3 * GAP, height: DESK.height + 2 * GAP };
	const { page } = await visit("about:blank", { viewport });
	await page.setContent(
		`<style>body { margin: ${GAP}px; display: flex; gap: ${GAP}px; background: #05070b }
		img { border-radius: 14px; outline: 1px solid #2a303c }</style>
		${shots.map((shot) => `<img src="data:image/png;base64,${shot.toString("base64")}">`).join("")}`,
	);
	await page
		.locator("img")
		.last()
		.evaluate((image) => (image as HTMLImageElement).decode());
	await page.screenshot({ path: PICTURE });
}
