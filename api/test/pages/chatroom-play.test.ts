import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ConversationWire } from "../../src/chatroom/chatroom-wire.js";
import { LINE_MS } from "../../web/chatroom/play/playback.js";
import { effectsOf } from "../../web/chatroom/wording.js";
import { describeInChromium } from "./browser.js";
import {
	CAST,
	type ChatroomService,
	FRIENDSHIPS,
	lines,
	startChatroom,
	watchStage,
} from "./chatroom-service.js";
import { dark, PATIENT } from "./map-page.js";

/** Nothing is waited for: what is read has been read to its end. */
const calm = { ...dark, reducedMotion: "reduce" } as const;

let room: ChatroomService;

const said = (page: Page): Promise<string | null> => page.getByTestId("said").textContent();

const onStage = (page: Page) => page.getByRole("region", { name: "Conversation" });

const moodOf = (page: Page, name: string): Promise<string | null> =>
	page
		.getByRole("list", { name: "Who takes part" })
		.getByRole("listitem")
		.filter({ hasText: name })
		.textContent();

const unread = (page: Page): Promise<string | null> =>
	page.getByRole("link", { name: /^Chatroom/ }).textContent();

/** Lines of one that is played in real time. */
const SHORT = 7;

/** Something became of at least one of them. */
const hasEffects = ({ participants }: ConversationWire): boolean => effectsOf(participants).length > 0;

/** Waits until so many lines are shown. */
async function lineIs(page: Page, count: number): Promise<void> {
	await expect.poll(async () => (await lines(page)).length, PATIENT).toBeGreaterThanOrEqual(count);
}

describeInChromium("a conversation in the chatroom", (browsing) => {
	beforeAll(async () => {
		const society = { coins: 50, chatlings: CAST, friendships: FRIENDSHIPS };
		const users = ["ada", "skip", "again", "calm", "live", "hidden", "older", "badge"];
		room = await startChatroom(browsing(), Object.fromEntries(users.map((name) => [name, society])));
	}, 120_000);
	afterAll(() => room.stop());

	it("[CP10] plays line by line with the next one being typed, and moods change at its end", async () => {
		const talk = room.talkUntil("ada", (told) => hasEffects(told) && told.messages.length <= SHORT);
		const { page, complaints } = await room.join("ada");
		await onStage(page).getByRole("heading", { level: 1, name: talk.title }).waitFor(PATIENT);
		const seen = await watchStage(page);
		const ending = page.getByRole("group", { name: "What came of it" });
		expect(await ending.count()).toBe(0);
		await ending.waitFor(PATIENT);
		const moments = await seen();
		const names = talk.messages.map(
			({ speaker }) => talk.participants.find(({ id }) => id === speaker)!.name,
		);
		const first = moments[0]!.shown;
		expect(first).toBeLessThan(talk.messages.length - 1);
		for (const [index, { shown, typing, said: heard, moods, at }] of moments.entries()) {
			const isEnded = index === moments.length - 1;
			expect(shown).toBe(Math.min(first + index, talk.messages.length));
			expect(typing).toEqual(!isEnded && names[shown] !== undefined ? [names[shown]] : []);
			if (isEnded) continue;
			if (shown > 0) expect(heard).toBe(`${names[shown - 1]}: ${talk.messages[shown - 1]!.line}`);
			expect(moods).toEqual(talk.participants.map(({ mood_before }) => mood_before));
			// The first may have been there for a while.
			if (index > 1) expect(at - moments[index - 1]!.at).toBeGreaterThan(LINE_MS / 2);
		}
		expect(moments.at(-1)!.at - moments[0]!.at).toBeGreaterThan((moments.length - 2) * LINE_MS * 0.9);
		for (const { text } of effectsOf(talk.participants)) {
			await ending.getByText(text).waitFor(PATIENT);
			expect(await said(page)).toContain(text);
		}
		for (const { name, mood_after, ran_away } of talk.participants)
			expect(await moodOf(page, name)).toContain(ran_away ? "has run away" : mood_after);
		expect(await page.locator("[data-typing]").count()).toBe(0);
		const reads = () => room.server.requests.filter((one) => one.includes(`/mark-read/${talk.id} `));
		await expect.poll(reads, PATIENT).toHaveLength(1);
		expect(complaints).toEqual([]);
	});

	it("[CP11] is skipped by a button or a key, is read by that, and is shown whole from then on", async () => {
		const talk = room.talk("skip");
		const { page } = await room.join("skip");
		await expect.poll(() => unread(page), PATIENT).toContain("1 to read");
		await page.getByRole("button", { name: "Skip" }).click();
		expect(await lines(page)).toHaveLength(talk.messages.length);
		await expect.poll(() => unread(page), PATIENT).toBe("Chatroom");
		await page.reload();
		await page.getByRole("button", { name: "Play again" }).waitFor(PATIENT);
		expect(await lines(page)).toHaveLength(talk.messages.length);
		await page.getByRole("button", { name: "Play again" }).click();
		await page.getByRole("button", { name: "Skip" }).waitFor(PATIENT);
		expect((await lines(page)).length).toBeLessThan(talk.messages.length);
		await page.keyboard.press("Escape");
		expect(await lines(page)).toHaveLength(talk.messages.length);
	});

	it("[CP12] stands while it is paused, and while nobody looks", async () => {
		room.talk("hidden");
		const { page } = await room.join("hidden");
		await lineIs(page, 1);
		await page.getByRole("button", { name: "Pause" }).click();
		const paused = (await lines(page)).length;
		await page.waitForTimeout(1_500);
		expect(await lines(page)).toHaveLength(paused);
		await page.getByRole("button", { name: "Go on" }).click();
		await lineIs(page, paused + 1);
		await page.evaluate(() => {
			Object.defineProperty(document, "hidden", { value: true, configurable: true });
			document.dispatchEvent(new Event("visibilitychange"));
		});
		const left = (await lines(page)).length;
		await page.waitForTimeout(1_500);
		expect(await lines(page)).toHaveLength(left);
		await page.evaluate(() => {
			Object.defineProperty(document, "hidden", { value: false, configurable: true });
			document.dispatchEvent(new Event("visibilitychange"));
		});
		await lineIs(page, left + 1);
	});

	it("[CP13] is there at once where motion is not wanted", async () => {
		const talk = room.talk("calm");
		const { page } = await room.join("calm", calm);
		await onStage(page).getByRole("heading", { level: 1, name: talk.title }).waitFor(PATIENT);
		expect(await lines(page)).toHaveLength(talk.messages.length);
		expect(await page.getByRole("group", { name: "What came of it" }).count()).toBe(1);
		expect(await said(page)).toContain("They");
		const moving = () => page.evaluate(() => document.getAnimations().length);
		await expect.poll(moving, PATIENT).toBe(0);
		const names = await page
			.locator("ol[aria-label^='What they say'] > li, [role=group] li")
			.evaluateAll((all) => all.map((one) => getComputedStyle(one).animationName));
		expect(new Set(names)).toEqual(new Set(["none"]));
		await expect.poll(() => unread(page), PATIENT).toBe("Chatroom");
	});

	it("[CP14] is never torn away by a newer one, which is announced and played when it is asked for", async () => {
		const first = room.talk("live", 2);
		const { page } = await room.join("live");
		await lineIs(page, 1);
		const second = room.talkUntil("live", ({ title }) => title !== first.title);
		await page.getByText(`They have talked again: ${second.title}`).waitFor(PATIENT);
		await onStage(page).getByRole("heading", { name: first.title }).waitFor(PATIENT);
		await lineIs(page, 2);
		await page.getByRole("button", { name: "Show it" }).click();
		await onStage(page).getByRole("heading", { name: second.title }).waitFor(PATIENT);
		expect((await lines(page)).length).toBeLessThan(second.messages.length);
		expect(await page.getByRole("button", { name: "Show it" }).count()).toBe(0);
	});

	it("[CP15] is found in the history: ten at first, folded, and older ones by asking", async () => {
		const talks = Array.from({ length: 13 }, (_, index) => room.talk("older", 40 - index));
		room.readAll("older");
		const { page } = await room.join("older", calm);
		const history = page.getByRole("region", { name: "What they talked of" });
		const rows = history.getByRole("button", { expanded: false });
		await expect.poll(() => rows.count(), PATIENT).toBe(10);
		for (const [index, talk] of talks.toReversed().slice(0, 10).entries())
			expect(await rows.nth(index).textContent()).toContain(talk.title);
		await history.getByRole("button", { name: "More" }).focus();
		await page.keyboard.press("Enter");
		await expect.poll(() => rows.count(), PATIENT).toBe(13);
		const eleventh = talks.at(-11)!;
		await expect
			.poll(() => page.evaluate(() => document.activeElement?.textContent), PATIENT)
			.toContain(eleventh.title);
		await page.keyboard.press("Enter");
		await history.getByText(eleventh.messages[0]!.line).waitFor(PATIENT);
		await page.getByRole("button", { name: "Play it on the stage" }).click();
		await onStage(page).getByRole("heading", { level: 1, name: eleventh.title }).waitFor(PATIENT);
		expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Stage");
	});

	it("[CP16] that waits is counted on every page, and one that is unfolded is read", async () => {
		room.talk("badge", 30);
		room.talk("badge", 20);
		const { page } = await room.join("badge");
		await page.keyboard.press("Escape");
		await expect.poll(() => unread(page), PATIENT).toContain("1 to read");
		await page.goto(`${room.url}/experience`);
		await expect.poll(() => unread(page), PATIENT).toContain("1 to read");
		await page.getByRole("link", { name: /^Chatroom/ }).click();
		const second = page.getByRole("region", { name: "What they talked of" }).getByRole("button").nth(1);
		await second.click();
		await expect.poll(() => unread(page), PATIENT).toBe("Chatroom");
	});
});
