import { afterAll, beforeAll, expect, it } from "vitest";
import { startTables, type Tables } from "../stand-in/tables.js";
import { describeInChromium } from "./browser.js";
import {
	board,
	cellOf,
	clickCell,
	isAt,
	news,
	SECRET,
	sit,
	slowLine,
	smallRoom,
	token,
	turnBecomes,
} from "./live-table.js";
import { becomes, PATIENT } from "./map-page.js";

let tables: Tables;

describeInChromium("playing a live encounter", (browsing) => {
	beforeAll(async () => {
		tables = await startTables({ pages: browsing().pages });
	}, 120_000);
	afterAll(() => tables.stop());

	it("[EP1] [EP2] a DM opens a room, a player joins it, both see the same, and it ends in victory", async () => {
		const { page: dm, complaints } = await sit(browsing(), tables, { userId: "dora" });
		await dm.getByText("No encounter is open. Open one here").waitFor(PATIENT);
		await dm.getByText("Wolves in the Meadow").click();
		await dm.getByRole("textbox", { name: "Title" }).fill("A first try");
		await dm.getByRole("combobox", { name: "Time for a turn" }).selectOption("60");
		await dm.getByRole("button", { name: "Open it" }).click();
		await turnBecomes(dm, "Not begun yet");
		const roomId = new URL(dm.url()).pathname.split("/").at(-1)!;
		expect(tables.state(roomId).settings).toMatchObject({ title: "A first try", turnSeconds: 60 });

		const { page: player } = await sit(browsing(), tables, { userId: "ada" });
		await player.getByRole("link", { name: "Open A first try" }).click();
		await player.getByRole("form", { name: "Join in" }).waitFor(PATIENT);
		await player.getByText("Ranger", { exact: true }).click();
		await player.getByRole("textbox", { name: "Name" }).fill("Robin");
		await player.getByRole("button", { name: "Join as Robin" }).click();
		await token(player, "ranger-ada").waitFor(PATIENT);
		await token(dm, "ranger-ada").waitFor(PATIENT);

		await tables.give(roomId, "dora", { type: "setInitiative", entityId: "ranger-ada", initiative: 30 });
		const wound = { "wolf-2": 10, "wolf-3": 11 };
		for (const [entityId, amount] of Object.entries(wound)) {
			await tables.give(roomId, "dora", {
				type: "applyEffect",
				entityId,
				effect: { kind: "damage", amount },
			});
		}
		await dm.getByRole("button", { name: "Start" }).click();
		await turnBecomes(player, "Your turn: Robin");
		await turnBecomes(dm, "Robin’s turn");
		await expect.poll(() => player.getByTestId("clock").textContent(), PATIENT).toMatch(/^(1:00|0:5\d)$/);

		for (let shots = 0; shots < 40 && tables.state(roomId).status === "active"; shots += 1) {
			const left = Object.values(tables.state(roomId).participants).find(
				({ side, life }) => side === "foes" && life === "up",
			);
			if (!left) break;
			await turnBecomes(player, "Your turn: Robin");
			await player.getByRole("button", { name: /^Longbow/ }).click();
			await clickCell(player, left.position);
			await expect
				.poll(() => tables.state(roomId).participants["ranger-ada"]!.economy.action, PATIENT)
				.toBe(false);
			await player.getByRole("button", { name: "End turn" }).click();
			await expect.poll(() => player.getByRole("button", { name: "End turn" }).count(), PATIENT).toBe(0);
			for (let other = 0; other < 4; other += 1) {
				const { initiativeOrder, currentTurnIndex } = tables.state(roomId);
				const current = initiativeOrder[currentTurnIndex]?.seatId;
				if (current === undefined || current === "ranger-ada") break;
				await tables.give(roomId, "dora", { type: "act", action: { type: "end", entityId: current } });
			}
		}
		await dm.getByRole("button", { name: "Complete" }).click();
		await dm.getByRole("textbox", { name: "What came of it?" }).fill("Marla is safe.");
		await dm.keyboard.press("Enter");
		for (const page of [dm, player]) {
			const end = page.getByRole("region", { name: "The encounter is over" });
			await end.getByRole("heading", { name: "Victory" }).waitFor(PATIENT);
			await end.getByText("Marla is safe.").waitFor(PATIENT);
		}
		await player.getByRole("link", { name: "All encounters" }).click();
		await player.getByText(/Over after/).waitFor(PATIENT);
		expect(complaints).toEqual([]);
	});

	it("[EP3] a move is drawn before it is answered, and taken back before the eyes where it is refused", async () => {
		const roomId = await tables.open("dora", smallRoom());
		await tables.give(roomId, "dora", { type: "start" });
		const { page } = await sit(browsing(), tables, { userId: "ada", path: `/live/${roomId}` });
		const line = await slowLine(page);
		await page.reload();
		await turnBecomes(page, "Your turn: Hero");
		let answer = (): void => undefined;
		await page.route("**/trpc/takeTurn", async (route) => {
			await new Promise<void>((resolve) => (answer = resolve));
			await route.continue();
		});
		await clickCell(page, { x: 3, y: 4 });
		await isAt(page, "hero", "3,4");
		expect(tables.state(roomId).participants["hero"]!.position).toEqual({ x: 2, y: 4 });
		expect(await token(page, "hero").getAttribute("data-foreseen")).toBe("true");
		answer();
		await expect.poll(() => token(page, "hero").getAttribute("data-foreseen"), PATIENT).toBeNull();
		expect(await cellOf(page, "hero")).toBe("3,4");

		// The page has not heard of it when its player moves.
		line.hold();
		const condition = { condition: "restrained" } as const;
		await tables.give(roomId, "dora", {
			type: "applyEffect",
			entityId: "hero",
			effect: { kind: "addCondition", condition },
		});
		await clickCell(page, { x: 4, y: 4 });
		await isAt(page, "hero", "4,4");
		answer();
		await isAt(page, "hero", "3,4");
		const why = "You cannot move.";
		await page.getByTestId("refusal").getByText(`Taken back. ${why}`).waitFor(PATIENT);
		expect(await token(page, "hero").getAttribute("data-refused")).toBe("true");
		expect(await news(page, "refusal")).toBe(`Refused: ${why}`);
		line.release();
		await page.getByRole("button", { name: "Put it away" }).click();
		expect(await page.getByTestId("refusal").count()).toBe(0);
	});

	it("[EP4] who is hidden is nowhere on a player's page, in no frame and no answer, until revealed", async () => {
		const roomId = await tables.open("dora", smallRoom());
		await tables.give(roomId, "dora", { type: "start" });
		const { page, received } = await sit(browsing(), tables, { userId: "ada", path: `/live/${roomId}` });
		const { page: dm } = await sit(browsing(), tables, { userId: "dora", path: `/live/${roomId}` });
		await dm.getByRole("button", { name: new RegExp(SECRET) }).waitFor(PATIENT);
		for (const entityId of ["hero", "wolf-1", "wolf-2"]) {
			await tables.give(roomId, "dora", { type: "act", action: { type: "end", entityId } });
		}
		await turnBecomes(page, "Somebody unseen’s turn");
		await page.getByRole("region", { name: "Order of turns" }).getByText("Somebody unseen").waitFor(PATIENT);
		await page.getByRole("tab", { name: "Story" }).click();
		await page.getByText("Round 1: Somebody unseen has the turn.", { exact: true }).first().waitFor(PATIENT);
		expect(received().length).toBeGreaterThan(1_000);
		for (const secret of [SECRET, "lurker"]) {
			expect(received()).not.toContain(secret);
			expect(await page.content()).not.toContain(secret);
		}
		expect(await token(page, "wolf-1").count()).toBe(1);
		// Hit points of the others are not sent either: how they look is.
		expect(received()).not.toMatch(/"entityId":"wolf-1"[^{}]*"currentHP"/);
		await dm.getByRole("button", { name: new RegExp(SECRET) }).click();
		await dm.getByRole("button", { name: "Reveal" }).click();
		await token(page, "lurker").waitFor(PATIENT);
		expect(received()).toContain(SECRET);
	});

	it("[EP5] who is cut off for three turns comes back to all that happened, without opening the page anew", async () => {
		const roomId = await tables.open("dora", smallRoom());
		await tables.give(roomId, "dora", { type: "start" });
		const { page } = await sit(browsing(), tables, { userId: "ada", path: `/live/${roomId}` });
		await turnBecomes(page, "Your turn: Hero");
		await page.context().setOffline(true);
		tables.cut();
		await becomes(page, "behind");
		const ends = ["hero", "wolf-1", "wolf-2"];
		for (const entityId of ends) {
			await tables.give(roomId, "dora", { type: "act", action: { type: "end", entityId } });
		}
		await tables.give(roomId, "dora", {
			type: "applyEffect",
			entityId: "hero",
			effect: { kind: "damage", amount: 7 },
		});
		expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Your turn: Hero");
		await page.context().setOffline(false);
		await turnBecomes(page, "Somebody unseen’s turn");
		await page.getByRole("button", { name: /Hero.*23 of 30 HP/ }).waitFor(PATIENT);
		await page.getByRole("tab", { name: "Story" }).click();
		for (const name of ["Grey Wolf", "Lean Wolf", "Somebody unseen"]) {
			await page.getByText(`Round 1: ${name} has the turn.`, { exact: true }).waitFor(PATIENT);
		}
		await becomes(page, "live");
		expect(await board(page).count()).toBe(1);
	});

	it("[EP9] keeps party, DM and private talk apart", async () => {
		const roomId = await tables.open("dora", smallRoom());
		const path = `/live/${roomId}`;
		const [ada, dora, eve] = await Promise.all(
			["ada", "dora", "eve"].map((userId) => sit(browsing(), tables, { userId, path })),
		);
		await eve!.page.getByRole("button", { name: "Only watch" }).click();
		await dora!.page.getByRole("tab", { name: "Talk" }).click();
		const say = async (channel: string, text: string): Promise<void> => {
			await ada!.page.getByText(channel, { exact: true }).click();
			await ada!.page.getByRole("textbox", { name: "Say something" }).fill(text);
			await ada!.page.keyboard.press("Enter");
		};
		await say("Party", "to all of you");
		await say("DM", "only for the one who leads");
		await say("Private", "between us");
		await ada!.page.getByText("between us").waitFor(PATIENT);
		await dora!.page.getByText("to all of you").waitFor(PATIENT);
		await dora!.page.getByText("DM", { exact: true }).last().click();
		await dora!.page.getByText("only for the one who leads").waitFor(PATIENT);
		await eve!.page.getByText("to all of you").waitFor(PATIENT);
		expect(eve!.received()).not.toMatch(/only for the one who leads|between us/);
		expect(await eve!.page.getByRole("textbox", { name: "Say something" }).isDisabled()).toBe(true);
	});
});
