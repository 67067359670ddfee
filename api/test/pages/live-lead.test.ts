import { afterAll, beforeAll, expect, it } from "vitest";
import { startTables, type Tables } from "../stand-in/tables.js";
import { describeInChromium } from "./browser.js";
import { clickCell, isAt, sit, smallRoom, token, turnBecomes } from "./live-table.js";
import { PATIENT } from "./map-page.js";

let tables: Tables;

async function started(): Promise<{ readonly roomId: string; readonly path: string }> {
	const roomId = await tables.open("dora", smallRoom());
	await tables.give(roomId, "dora", { type: "start" });
	return { roomId, path: `/live/${roomId}` };
}

describeInChromium("leading a live encounter, and playing without its DM", (browsing) => {
	beforeAll(async () => {
		tables = await startTables({ pages: browsing().pages });
	}, 120_000);
	afterAll(() => tables.stop());

	it("[EP19] what a player chooses while the DM is away waits, is seen to wait, and says what it came to", async () => {
		const { roomId, path } = await started();
		const { page: dm } = await sit(browsing(), tables, { userId: "dora", path });
		const { page, complaints } = await sit(browsing(), tables, { userId: "ada", path });
		await turnBecomes(page, "Your turn: Hero");
		await dm.context().close();
		const list = page.getByRole("region", { name: "What waits for the DM" });
		await list.getByText("The DM is away.").waitFor(PATIENT);
		await clickCell(page, { x: 5, y: 4 });
		await list.getByText("Move to column 6, row 5").waitFor(PATIENT);
		await isAt(page, "hero", "5,4");
		expect(await token(page, "hero").getAttribute("data-foreseen")).toBe("true");
		// From there the wolf is in reach.
		await clickCell(page, { x: 6, y: 4 });
		await list.getByText("Blade on Grey Wolf").waitFor(PATIENT);
		await page.getByRole("button", { name: "End turn" }).click();
		await expect.poll(() => list.locator("[data-fate=waiting]").count(), PATIENT).toBe(3);
		expect(tables.state(roomId).participants["hero"]!.position).toEqual({ x: 2, y: 4 });
		// What the DM's absence does not stop may make one of them impossible.
		const { page: again } = await sit(browsing(), tables, { userId: "ada", path });
		await expect
			.poll(
				() => again.getByRole("region", { name: "What waits for the DM" }).getByRole("listitem").count(),
				PATIENT,
			)
			.toBe(3);
		await tables.give(roomId, "dora", {
			type: "applyEffect",
			entityId: "wolf-1",
			effect: { kind: "move", position: { x: 11, y: 0 } },
		});
		const { page: back } = await sit(browsing(), tables, { userId: "dora", path });
		await back.getByRole("button", { name: "Go on" }).click();
		await list.getByText("What you chose while the DM was away:").waitFor(PATIENT);
		expect(await list.getByRole("listitem").allTextContents()).toEqual([
			"Move to column 6, row 5done",
			expect.stringMatching(/^Blade on Grey Wolfnot done: \S+.*\.$/) as string,
			"End the turndone",
		]);
		await turnBecomes(page, "Grey Wolf’s turn");
		expect(tables.state(roomId).participants["hero"]!.position).toEqual({ x: 5, y: 4 });
		await page.getByRole("button", { name: "Put the list away" }).click();
		expect(await list.count()).toBe(0);
		expect(complaints).toEqual([]);
	});

	it("[EP21] the DM groups, sets hit points, gives things and conditions for a while, and keeps notes on somebody", async () => {
		const { roomId, path } = await started();
		const { page, complaints } = await sit(browsing(), tables, { userId: "dora", path });
		const one = (entityId: string) => tables.state(roomId).participants[entityId]!;
		const seats = () => tables.state(roomId).initiativeOrder.map(({ entityIds }) => entityIds.join("+"));
		await page.getByRole("button", { name: "Group some …" }).click();
		await page.getByRole("checkbox", { name: "Grey Wolf" }).check();
		expect(await page.getByRole("button", { name: "Choose two or more" }).isDisabled()).toBe(true);
		await page.getByRole("checkbox", { name: "Lean Wolf" }).check();
		await page.getByRole("button", { name: "Group these 2" }).click();
		await expect.poll(seats, PATIENT).toEqual(["hero", "wolf-1+wolf-2", "lurker"]);
		await page.getByRole("button", { name: "Ungroup Grey Wolf, Lean Wolf" }).click();
		await expect.poll(seats, PATIENT).toEqual(["hero", "wolf-1", "wolf-2", "lurker"]);

		await clickCell(page, { x: 2, y: 4 });
		const tools = page.getByRole("group", { name: "Change Hero" });
		await tools.getByRole("textbox", { name: "Now" }).fill("12");
		await tools.getByRole("textbox", { name: "Most" }).fill("44");
		await tools.getByRole("textbox", { name: "Extra" }).fill("5");
		await tools.getByRole("button", { name: "Change hit points" }).click();
		await expect.poll(() => one("hero"), PATIENT).toMatchObject({ currentHP: 12, maxHP: 44, temporaryHP: 5 });
		await tools.getByRole("button", { name: "One Potion less" }).click();
		await tools.getByRole("button", { name: "Take Potion away" }).click();
		await expect.poll(() => one("hero").inventory, PATIENT).toEqual([]);
		await tools
			.getByRole("textbox", { name: "Thing to give" })
			.or(tools.getByRole("combobox", { name: "Thing to give" }))
			.fill("Rope");
		await page.keyboard.press("Enter");
		await tools.getByRole("button", { name: "One Rope more" }).click();
		await expect
			.poll(() => one("hero").inventory, PATIENT)
			.toEqual([{ itemId: "rope", name: "Rope", quantity: 2 }]);
		await tools.getByRole("combobox", { name: "Condition" }).selectOption("poisoned");
		await tools.getByRole("combobox", { name: "How long" }).selectOption("3 turns");
		await tools.getByRole("button", { name: "Give", exact: true }).click();
		await expect
			.poll(() => one("hero").conditions, PATIENT)
			.toMatchObject([{ condition: "poisoned", until: { of: "hero", turns: 3 } }]);
		await tools.getByRole("textbox", { name: "Notes on Hero" }).fill("Cursed since the crypt.");
		await tools.getByRole("button", { name: "Keep them" }).click();
		await expect.poll(() => one("hero").notes, PATIENT).toBe("Cursed since the crypt.");
		expect(complaints).toEqual([]);
	});

	it("[EP21] the DM takes up what a creature of theirs put off, and what it made ready", async () => {
		const { roomId, path } = await started();
		await tables.give(roomId, "dora", { type: "act", action: { type: "end", entityId: "hero" } });
		const { page } = await sit(browsing(), tables, { userId: "dora", path });
		await turnBecomes(page, "Grey Wolf’s turn");
		await page.getByRole("button", { name: "Delay" }).click();
		await turnBecomes(page, "Lean Wolf’s turn");
		await page.getByRole("button", { name: /^Ready/ }).click();
		await page.getByRole("textbox", { name: "What do you wait for?" }).fill("When they come near");
		await page.keyboard.press("Enter");
		await page.getByRole("button", { name: "End turn" }).click();
		const lean = page.getByRole("region", { name: "Lean Wolf waits" });
		await lean.getByRole("button", { name: "Now: move" }).click();
		await clickCell(page, { x: 7, y: 7 });
		await isAt(page, "wolf-2", "7,7");
		await expect.poll(() => lean.count(), PATIENT).toBe(0);
		const grey = page.getByRole("region", { name: "Grey Wolf waits" });
		await grey.getByRole("button", { name: "Act next" }).click();
		await expect
			.poll(() => tables.state(roomId).initiativeOrder.map(({ seatId }) => seatId), PATIENT)
			.toEqual(["hero", "wolf-2", "lurker", "wolf-1"]);
	});

	it("[EP23] a player goes where they made ready to, in reach alone, and leaves after a second word", async () => {
		const { roomId, path } = await started();
		const action = {
			type: "interact",
			actionId: "ready",
			entityId: "hero",
			parameters: { text: "When it barks" },
		} as const;
		await tables.give(roomId, "ada", { type: "act", action });
		await tables.give(roomId, "ada", { type: "act", action: { type: "end", entityId: "hero" } });
		const { page, complaints } = await sit(browsing(), tables, { userId: "ada", path });
		const waits = page.getByRole("region", { name: "Hero waits" });
		await waits.getByText("When it barks").waitFor(PATIENT);
		await waits.getByRole("button", { name: "Now: move" }).click();
		expect(Number(await page.getByTestId("reach").getAttribute("data-cells"))).toBeGreaterThan(40);
		await clickCell(page, { x: 11, y: 4 });
		expect(tables.state(roomId).participants["hero"]!.position).toEqual({ x: 2, y: 4 });
		await waits.getByRole("button", { name: "Now: move" }).click();
		await clickCell(page, { x: 4, y: 6 });
		await isAt(page, "hero", "4,6");
		await expect.poll(() => waits.count(), PATIENT).toBe(0);
		expect(tables.state(roomId).participants["hero"]!.position).toEqual({ x: 4, y: 6 });

		await page.getByRole("tab", { name: "Sheet" }).click();
		await page.getByRole("button", { name: "Leave the encounter" }).click();
		expect(tables.state(roomId).participants["hero"]).toBeDefined();
		await page.getByRole("button", { name: "Leave", exact: true }).click();
		await expect.poll(() => tables.state(roomId).participants["hero"], PATIENT).toBeUndefined();
		await page.getByRole("form", { name: "Join in" }).waitFor(PATIENT);
		expect(complaints).toEqual([]);
	});

	it("[EP25] says of a room that it is not there; who only watches may bring a character later", async () => {
		const { path } = await started();
		const { page } = await sit(browsing(), tables, { userId: "eve", path });
		await page.getByRole("button", { name: "Only watch" }).click();
		await page.getByRole("button", { name: "Bring a character" }).click();
		await page.getByRole("button", { name: "Join as Kara" }).click();
		await token(page, "fighter-eve").waitFor(PATIENT);
		expect(await page.getByRole("button", { name: "Bring a character" }).count()).toBe(0);
		await page.goto(`${tables.url}/live/none`);
		await page.getByText("There is no such encounter", { exact: true }).waitFor(PATIENT);
		await page.getByRole("link", { name: "All encounters" }).click();
		await page.getByRole("heading", { name: "Encounters" }).waitFor(PATIENT);
	});
});
