import type { Page } from "playwright-core";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeInChromium } from "./browser.js";
import {
	carried,
	follow,
	type PlayedService,
	say,
	signIn,
	startPlayed,
	story,
	tells,
	TOUR,
} from "./experience-service.js";
import { becomes, dark, overflow, PATIENT, phone } from "./map-page.js";
import { namelessControls } from "./map-picture.js";

/** Where the README's picture lies; written anew where this is asked for. */
const PICTURE = process.env["EARSHOT_PICTURES"]
	? fileURLToPath(new URL("../../web/pictures/experience.png", import.meta.url))
	: undefined;

let played: PlayedService;

const focused = (page: Page): Promise<string> =>
	page.evaluate(
		() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
	);

describeInChromium("the look of the experience", (browsing) => {
	beforeAll(async () => {
		played = await startPlayed(browsing(), ["picture", "phone", "keys", "words", "states"]);
	}, 120_000);
	afterAll(() => played.stop());

	it("[XP24] shows who and where one is, what lies there, how far the quest is, and the story", async () => {
		const { page, complaints } = await played.join({ userId: "ada", experience: "picture" });
		await page.getByRole("heading", { level: 1, name: "Lantern Clearing" }).waitFor(PATIENT);
		await page.getByText("Nothing has happened since this page was opened.").waitFor(PATIENT);
		await follow(page, TOUR.slice(0, 4));
		await say(page, "Whose voices are those?");
		await played.doFor({ userId: "bo", experience: "picture" }, { action: "take", item: "hymn-dream" });
		await tells(page, "Somebody took");
		await say(page, "look");
		await expect.poll(() => page.locator("[data-streaming]").count(), PATIENT).toBe(0);
		await page
			.getByRole("region", { name: /^Quest/ })
			.getByText("4 of 7 found")
			.waitFor(PATIENT);
		expect(await carried(page)).toEqual(TOUR.slice(0, 4).map(({ name }) => `Drop ${name}`));
		expect(await page.getByText("ada", { exact: true }).count()).toBe(1);
		// Nothing is shown half way.
		await page.waitForTimeout(1_000);
		if (PICTURE !== undefined) await page.screenshot({ path: PICTURE });
		await page.getByRole("link", { name: "Map" }).click();
		await becomes(page, "empty");
		await page.getByRole("link", { name: "Experience" }).click();
		expect(complaints).toEqual([]);
	});

	it("[XP25] fits a phone: nothing beyond the edge, every control with a name", async () => {
		const { page } = await browsing().visit(`${played.server.url}/experience?experience=phone`, phone);
		expect(await overflow(page)).toBeLessThanOrEqual(0);
		await signIn(page, "a-name-that-is-as-long-as-names-of-users-can-be-and-then-some-more-of-it");
		await becomes(page, "live");
		await follow(page, TOUR.slice(0, 3));
		await say(page, "Averylongwordthatnobodywouldeversayyetsomebodywillaveryverylongwordindeed");
		await tells(page, /Averylongword/);
		expect(await overflow(page)).toBeLessThanOrEqual(0);
		for (const part of await page.locator("header a, header button, main button, main input").all()) {
			const box = await part.boundingBox();
			if (box) expect(box.x >= 0 && box.x + box.width <= 360).toBe(true);
		}
		expect(await namelessControls(page)).toEqual([]);
	});

	it("[XP26] is played by keyboard alone, which goes on where it was", async () => {
		const { page } = await played.join({ userId: "kay", experience: "keys" });
		await page.getByRole("button", { name: "Take Ember Dream" }).focus();
		await page.keyboard.press("Enter");
		await page.getByRole("button", { name: "Drop Ember Dream" }).waitFor(PATIENT);
		await expect.poll(() => focused(page), PATIENT).toBe("Lying here");
		await page.keyboard.press("Tab");
		expect(await focused(page)).toBe("Whispering Grove");
		await page.keyboard.press("Enter");
		await page.getByRole("heading", { level: 1, name: "Whispering Grove" }).waitFor(PATIENT);
		await expect.poll(() => focused(page), PATIENT).toBe("Whispering Grove");
		await page.getByRole("textbox", { name: "Say or do something" }).focus();
		await page.keyboard.type("take the whisper dream");
		await page.keyboard.press("Enter");
		await page.getByRole("button", { name: "Drop Whisper Dream" }).waitFor(PATIENT);
		expect(await focused(page)).toBe("Say or do something");
	});

	it("[XP27] tells those who hear it what changed, narrations when they are whole", async () => {
		const { page } = await played.join({ userId: "wen", experience: "words" });
		const news = () => page.getByTestId("story-news").textContent();
		await played.doFor({ userId: "wen", experience: "words" }, { action: "take", item: "ember-dream" });
		await expect.poll(news, PATIENT).toContain("You took Ember Dream. Find the seven dream bottles: 1 of 7.");
		await played.doFor({ userId: "xia", experience: "words" }, { action: "take", item: "owl-dream" });
		await expect.poll(news, PATIENT).toContain("Somebody took Owl Dream from Owl Tower.");
		await say(page, "Who was that?");
		await expect.poll(() => page.locator("[data-streaming]").count(), PATIENT).toBe(0);
		const told = page.locator("[class*=narrated]").last();
		await expect.poll(news, PATIENT).toContain(await told.textContent());
		expect(await page.getByTestId("connection-news").textContent()).toContain("Live");
	});

	it.each([
		["no-preference", true],
		["reduce", false],
	] as const)("[XP28] moves bottles only where motion is wanted: %s", async (reducedMotion, moves) => {
		const { page } = await played.join(
			{ userId: `mo-${reducedMotion}`, experience: "states" },
			{ ...dark, reducedMotion },
		);
		const bottle = page.locator("[data-full]").first();
		await played.doFor(
			{ userId: `mo-${reducedMotion}`, experience: "states" },
			{ action: "take", item: moves ? "ember-dream" : "owl-dream" },
		);
		await bottle.waitFor(PATIENT);
		const name = await bottle.evaluate((element) => getComputedStyle(element).animationName);
		expect(name !== "none").toBe(moves);
	});

	it("[XP29] asks who plays, goes on by itself where tokens can be had, and says when a sign-in has run out", async () => {
		const { page } = await browsing().visit(`${played.server.url}/experience?experience=states`, dark);
		await page.getByRole("button", { name: "Play", exact: true }).click();
		await page.getByText("Say who you are.").waitFor(PATIENT);
		await page.getByRole("button", { name: "I have a token" }).click();
		await page.getByRole("textbox", { name: "Access token" }).fill("not.a.token");
		await page.getByRole("button", { name: "Connect" }).click();
		await becomes(page, "refused");
		await page.getByRole("region", { name: "This page is not let in" }).waitFor(PATIENT);
		await page.getByRole("button", { name: "I have a token" }).click();
		await page.getByRole("textbox", { name: "Access token" }).fill(await played.tokenFor("eve", 4));
		await page.getByRole("button", { name: "Connect" }).click();
		await becomes(page, "live");
		await becomes(page, "expired");
		await page.getByRole("region", { name: "Your sign-in has run out" }).waitFor(PATIENT);
		await signIn(page, "eve");
		await becomes(page, "resumed");
		await page.getByRole("button", { name: "Somebody else?" }).click();
		await page.getByRole("region", { name: "Who is playing?" }).waitFor(PATIENT);
	});

	it("[XP29] says that there is nothing of a name to play", async () => {
		const { page } = await browsing().visit(`${played.server.url}/experience?experience=nowhere`, dark);
		await signIn(page, "eve");
		await becomes(page, "empty");
		await page.getByRole("region", { name: "There is nothing to play here" }).waitFor(PATIENT);
		expect(await story(page)).toEqual([]);
	});
});
