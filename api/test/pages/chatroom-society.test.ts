import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { effectsOf } from "../../web/chatroom/wording.js";
import { describeInChromium } from "./browser.js";
import {
	CAST,
	type ChatroomService,
	comeIn,
	FRIENDSHIPS,
	startChatroom,
	takePicture,
	TILLY,
} from "./chatroom-service.js";
import { becomes, dark, overflow, PATIENT, phone } from "./map-page.js";
import { namelessControls } from "./map-picture.js";

/** For a picture: milliseconds in which there is something to read, and more to come. */
const PLAYED_MS = 4_300;

/** More attempts than any runaway has withstood. */
const MOST_ATTEMPTS = 60;

let room: ChatroomService;

const focused = (page: Page): Promise<string> =>
	page.evaluate(
		() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
	);

const row = (page: Page, name: string) =>
	page.getByRole("region", { name: "Your chatlings" }).getByRole("listitem").filter({ hasText: name });

/** Coins as the page shows them. */
const coins = async (page: Page): Promise<number> =>
	Number(
		/\d+/.exec(
			(await page
				.getByText(/^\s*\d+ coins?$/)
				.first()
				.textContent()) ?? "",
		)?.[0],
	);

const attempts = (name: string): readonly string[] =>
	room.server.requests.filter((one) => one.startsWith(`POST /api/chatroom/recover/${name}`));

describeInChromium("a society in the chatroom", (browsing) => {
	beforeAll(async () => {
		const society = { coins: 5_000, chatlings: CAST, friendships: FRIENDSHIPS, gone: [TILLY] };
		const lone = { ...TILLY, chatling: { ...TILLY.chatling, id: "c8", name: "Fig" } };
		room = await startChatroom(browsing(), {
			ada: society,
			poor: { ...society, coins: 3 },
			twice: { ...society, gone: [{ ...lone, difficulty: "hard" }] },
			team: society,
			keys: society,
			phone: society,
			waits: { coins: 0, chatlings: CAST.slice(0, 3) },
			fails: society,
		});
	}, 120_000);
	afterAll(() => room.stop());

	it("[CP20] has its runaway won back, coins taken for each attempt, and is told what came of it", async () => {
		for (const hours of [60, 48, 36]) room.talk("ada", hours);
		room.readAll("ada");
		room.talkUntil("ada", (talk) => talk.participants.length > 3 && effectsOf(talk.participants).length > 0);
		const { page, complaints } = await room.join("ada");
		await takePicture(page, "chatroom", PLAYED_MS);
		await page.keyboard.press("Escape");
		const away = page.getByRole("region", { name: "Ran away" });
		await away.getByText("80\u00a0% chance").waitFor(PATIENT);
		const button = away.getByRole("button", { name: /^Win Tilly back/ });
		let left = await coins(page);
		let isBack = false;
		for (let attempt = 0; !isBack; attempt += 1) {
			expect(attempt).toBeLessThan(MOST_ATTEMPTS);
			const cost = Number(/\d+/.exec((await button.getAttribute("aria-label"))!)![0]);
			await button.click();
			await expect.poll(() => coins(page), PATIENT).toBe(left - cost);
			left -= cost;
			await expect.poll(() => attempts("c7").at(-1), PATIENT).toContain(`{"attempt":${attempt}}`);
			const text = async () => (await page.getByRole("status").filter({ hasText: "Tilly" }).textContent())!;
			await expect.poll(text, PATIENT).toMatch(/Tilly (is back|did not come)/);
			isBack = /is back/.test(await text());
			if (!isBack) await away.getByText("Tilly", { exact: true }).waitFor(PATIENT);
		}
		await expect.poll(() => focused(page), PATIENT).toBe("Tilly is back.");
		await row(page, "Tilly").waitFor(PATIENT);
		await takePicture(page, "chatroom-won");
		expect(await button.count()).toBe(0);
		expect(complaints).toEqual([]);
	});

	it("[CP21] says that there are not enough coins, and takes nothing", async () => {
		const { page } = await room.join("poor");
		const button = page.getByRole("button", { name: /^Win Tilly back for 10 coins/ });
		await button.click();
		await page.getByText("That takes 10 coins, and you have 3. Nothing was taken.").waitFor(PATIENT);
		expect(await coins(page)).toBe(3);
		expect(await button.count()).toBe(1);
		expect(await focused(page)).toContain("Win Tilly back");
	});

	it("[CP22] makes one attempt of a double click", async () => {
		const { page } = await room.join("twice");
		await page.getByRole("button", { name: /^Win Fig back/ }).dblclick();
		await page.getByText(/Fig (is back|did not come)/).waitFor(PATIENT);
		expect(attempts("c8")).toHaveLength(1);
	});

	it("[CP23] shows how each feels, whom it likes and what it has taken; its team is chosen, and the unhappy can meditate", async () => {
		const { page } = await room.join("team");
		const moods = page.getByRole("list", { name: "Moods" });
		expect(await moods.getByRole("listitem").allTextContents()).toEqual([
			expect.stringContaining("1 happy"),
			expect.stringContaining("3 neutral"),
			expect.stringContaining("2 unhappy"),
		]);
		expect(await row(page, "Pip").first().textContent()).toContain("likes Moss");
		expect(await row(page, "Pip").first().textContent()).toContain("at odds with Brick");
		await row(page, "Brick").getByRole("img", { name: "2 of 3 strikes, may run away" }).waitFor(PATIENT);
		await page.getByText(/They talk next (today|tomorrow) at .*in 11 h/).waitFor(PATIENT);
		const star = (name: string) => page.getByRole("button", { name: `${name} in your team` });
		expect(await star("Pip").getAttribute("aria-pressed")).toBe("false");
		await star("Pip").click();
		await expect.poll(() => star("Pip").getAttribute("aria-pressed"), PATIENT).toBe("true");
		expect(await star("Moss").getAttribute("aria-disabled")).toBe("true");
		await star("Moss").click({ force: true });
		await star("Odalys").click();
		await expect.poll(() => star("Odalys").getAttribute("aria-pressed"), PATIENT).toBe("false");
		expect(await star("Moss").getAttribute("aria-pressed")).toBe("false");
		await page.getByRole("button", { name: "Send Brick to meditation" }).click();
		await page.getByRole("button", { name: "Call Brick back" }).waitFor(PATIENT);
		await row(page, "Brick").getByText("meditates").waitFor(PATIENT);
	});

	it("[CP24] is used by keyboard alone", async () => {
		room.talk("keys", 20);
		room.talk("keys", 10);
		const { page } = await room.join("keys");
		await page.getByRole("button", { name: "Skip" }).focus();
		await page.keyboard.press("Enter");
		const title = await page.getByRole("heading", { level: 1 }).textContent();
		await expect.poll(() => focused(page), PATIENT).toBe(title);
		await page.keyboard.press("Tab");
		expect(await focused(page)).toBe("Play again");
		await page.keyboard.press("Enter");
		await expect.poll(() => focused(page), PATIENT).toBe("Pause");
		await page.keyboard.press("Escape");
		await expect.poll(() => focused(page), PATIENT).toBe(title);
		const met: string[] = [];
		for (let tab = 0; tab < 60 && !met.includes("Win Tilly back for 10 coins"); tab += 1) {
			await page.keyboard.press("Tab");
			met.push(await focused(page));
		}
		expect(met).toContain("What they say, newest last");
		expect(met).toContain("Somebody else?");
		expect(met).toContain("Win Tilly back for 10 coins");
		await page.keyboard.press("Enter");
		await expect.poll(() => focused(page), PATIENT).toMatch(/Tilly is back|Win Tilly back for 25 coins/);
	});

	it("[CP25] fits a phone: nothing beyond the edge, every control with a name, no name twice", async () => {
		room.talkUntil("phone", ({ participants }) => participants.length === 5);
		const { page } = await browsing().visit(`${room.url}/chatroom`, phone);
		expect(await overflow(page)).toBeLessThanOrEqual(0);
		await comeIn(page, "phone");
		await becomes(page, "live");
		await page.getByRole("button", { name: "Skip" }).tap();
		await page.getByRole("group", { name: "What came of it" }).waitFor(PATIENT);
		await page.getByRole("region", { name: "What they talked of" }).getByRole("button").first().tap();
		expect(await overflow(page)).toBeLessThanOrEqual(0);
		for (const part of await page.locator("header a, header button, main button").all()) {
			const box = await part.boundingBox();
			if (box) expect(box.x >= 0 && box.x + box.width <= 360).toBe(true);
		}
		expect(await namelessControls(page)).toEqual([]);
		expect(await page.getByRole("main").count()).toBe(1);
		expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
		const ids = await page.locator("[id]").evaluateAll((all) => all.map(({ id }) => id));
		expect(new Set(ids).size).toBe(ids.length);
	});

	it("[CP26] that has not talked yet is shown with when it will, and its first talk comes by itself", async () => {
		const { page } = await room.join("waits");
		await page.getByRole("heading", { level: 1, name: "They have not talked yet" }).waitFor(PATIENT);
		const { title } = room.talk("waits");
		await page.getByRole("heading", { level: 1, name: title }).waitFor(PATIENT);
	});

	it("[CP27] says who is nobody yet, who is not let in, and that a sign-in has run out", async () => {
		const { page } = await browsing().visit(`${room.url}/chatroom`, dark);
		await page.getByRole("region", { name: "Whose chatroom?" }).waitFor(PATIENT);
		await comeIn(page, "nobody");
		await becomes(page, "empty");
		await page.getByRole("region", { name: "You have no chatlings yet" }).waitFor(PATIENT);
		await page.reload();
		await becomes(page, "empty");
		await page.evaluate(() => sessionStorage.setItem("earshot.player-token", "refused"));
		await page.evaluate(() => sessionStorage.removeItem("earshot.player"));
		await page.reload();
		await becomes(page, "refused");
		await page.getByText("The token is not valid here.").waitFor(PATIENT);
		await comeIn(page, "team");
		await becomes(page, "live");
		room.server.answer = { status: 401, detail: "The token has run out." };
		room.server.tell("team", { type: "society", data: { reason: "team" } });
		await becomes(page, "expired");
		room.server.answer = undefined;
		await comeIn(page, "team");
		await becomes(page, "live");
		await page.getByRole("button", { name: "Somebody else?" }).click();
		await page.getByRole("region", { name: "Whose chatroom?" }).waitFor(PATIENT);
	});

	it("[CP28] says what failed, asks again by itself where that may help, and else when it is asked to", async () => {
		const { page } = await room.join("fails");
		room.server.answer = { status: 503, detail: "The database is away." };
		room.server.tell("fails", { type: "society", data: { reason: "team" } });
		await becomes(page, "behind");
		await row(page, "Pip").first().waitFor(PATIENT);
		room.server.answer = undefined;
		await becomes(page, "live");
		room.server.answer = { status: 404, detail: "There is no chatroom here." };
		await page.reload();
		await becomes(page, "failed");
		await page.getByText("There is no chatroom here.").waitFor(PATIENT);
		room.server.answer = undefined;
		await page.getByRole("button", { name: "Try again" }).click();
		await becomes(page, "live");
	});
});
