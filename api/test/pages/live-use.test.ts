import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTables, type Tables } from "../stand-in/tables.js";
import { CHARACTERS } from "../../web/live/scenarios/characters.js";
import { mapOf, participantsOf, SCENARIOS } from "../../web/live/scenarios/scenarios.js";
import { describeInChromium } from "./browser.js";
import {
	board,
	clickCell,
	focused,
	isAt,
	news,
	pointOf,
	sit,
	smallRoom,
	token,
	turnBecomes,
} from "./live-table.js";
import { dark, overflow, PATIENT } from "./map-page.js";
import { namelessControls } from "./map-picture.js";

/** Where the README's picture lies; written anew where this is asked for. */
const PICTURE = process.env["EARSHOT_PICTURES"]
	? fileURLToPath(new URL("../../web/pictures/live.png", import.meta.url))
	: undefined;

const PHONE = { ...dark, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

let tables: Tables;

/** A room under way; answers its path. */
async function started(room = smallRoom()): Promise<{ readonly roomId: string; readonly path: string }> {
	const roomId = await tables.open("dora", room);
	await tables.give(roomId, "dora", { type: "start" });
	return { roomId, path: `/live/${roomId}` };
}

describeInChromium("the table of a live encounter", (browsing) => {
	beforeAll(async () => {
		tables = await startTables({ pages: browsing().pages });
	}, 120_000);
	afterAll(() => tables.stop());

	it("[EP6] is played by keyboard alone: the cursor says what is there, and the focus is never lost", async () => {
		const { roomId, path } = await started();
		const { page } = await sit(browsing(), tables, { userId: "ada", path });
		await turnBecomes(page, "Your turn: Hero");
		await board(page).focus();
		for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowRight");
		expect(await news(page, "cursor")).toBe("Column 6, row 5: open, 15 ft away.");
		await page.keyboard.press("Enter");
		await isAt(page, "hero", "5,4");
		await page.keyboard.press("ArrowRight");
		expect(await news(page, "cursor")).toBe("Column 7, row 5: Grey Wolf, unhurt.");
		await expect
			.poll(() => tables.state(roomId).participants["hero"]!.position, PATIENT)
			.toEqual({ x: 5, y: 4 });
		await page.keyboard.press("Enter");
		await expect.poll(() => tables.state(roomId).participants["hero"]!.economy.action, PATIENT).toBe(false);
		await expect
			.poll(() => news(page, "encounter"), PATIENT)
			.toMatch(/Hero (hits|misses|critically hits) Grey Wolf/);
		await page.getByRole("button", { name: "End turn" }).focus();
		await page.keyboard.press("Enter");
		await expect.poll(() => page.getByRole("button", { name: "End turn" }).count(), PATIENT).toBe(0);
		expect(await focused(page)).toMatch(/^Map of 12 by 10 cells/);
		await expect.poll(() => news(page, "encounter"), PATIENT).toMatch(/Round 1: .* has the turn\./);
	});

	it("[EP7] aims what is chosen, at those in reach alone, and lets go of it by Escape", async () => {
		const cleric = CHARACTERS.find(({ characterId }) => characterId === "cleric")!.sheet;
		const wizard = CHARACTERS.find(({ characterId }) => characterId === "wizard")!.sheet;
		const room = smallRoom();
		const { roomId, path } = await started({
			...room,
			participants: [
				...room.participants.filter(({ entityId }) => entityId !== "hero"),
				{ ...cleric, entityId: "cleric", userId: "ada", position: { x: 2, y: 2 }, initiative: 30 },
				{ ...wizard, entityId: "wizard", userId: "ada", position: { x: 5, y: 4 }, initiative: 29 },
			],
		});
		await tables.give(roomId, "dora", {
			type: "applyEffect",
			entityId: "wizard",
			effect: { kind: "damage", amount: 5 },
		});
		const { page } = await sit(browsing(), tables, { userId: "ada", path });
		await turnBecomes(page, "Your turn: Odo");
		await page.getByRole("button", { name: /^Mace/ }).click();
		expect(await page.locator("[data-target]").count()).toBe(0);
		await page.keyboard.press("Escape");
		await page.getByRole("button", { name: /^Healing Word/ }).click();
		await expect.poll(() => page.locator("[data-target]").count(), PATIENT).toBe(2);
		await page.getByRole("button", { name: "Level 2" }).click();
		await clickCell(page, { x: 5, y: 4 });
		await expect.poll(() => tables.state(roomId).participants["cleric"]!.slots, PATIENT).toEqual([4, 1]);
		expect(tables.state(roomId).participants["wizard"]!.currentHP).toBeGreaterThan(11);
		await page.getByRole("button", { name: "End turn" }).click();
		await turnBecomes(page, "Your turn: Ilse");
		await page.getByRole("button", { name: /^Burning Hands/ }).click();
		await page.keyboard.press("ArrowRight");
		await page.getByTestId("area").waitFor(PATIENT);
		await page.keyboard.press("Enter");
		await expect.poll(() => tables.state(roomId).participants["wizard"]!.slots, PATIENT).toEqual([3, 2]);
		expect(tables.state(roomId).participants["wolf-1"]!.currentHP).toBeLessThan(6);
	});

	it("[EP8] gives the DM the encounter in hand: pause, skip, back, effects, initiative, places, walls, notes", async () => {
		const { roomId, path } = await started();
		const { page } = await sit(browsing(), tables, { userId: "dora", path });
		const state = () => tables.state(roomId);
		const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
		await press("Pause");
		await expect.poll(() => state().status, PATIENT).toBe("paused");
		await press("Go on");
		await press("Skip turn");
		await turnBecomes(page, "Grey Wolf’s turn");
		await press("Previous turn");
		await turnBecomes(page, "Hero’s turn");
		await page.getByRole("tab", { name: "Story" }).click();
		await tables.give(roomId, "dora", { type: "skipTurn" });
		await turnBecomes(page, "Grey Wolf’s turn");
		const before = state().revision;
		await page.getByRole("button", { name: "Back to: Round 1: Hero has the turn." }).last().click();
		await turnBecomes(page, "Hero’s turn");
		await expect.poll(() => state().revision, PATIENT).toBe(before + 1);
		await page.getByText("The DM went back to an earlier point.", { exact: true }).first().waitFor(PATIENT);
		await clickCell(page, { x: 9, y: 7 });
		const tools = page.getByRole("group", { name: "Change Lean Wolf" });
		await tools.getByRole("textbox", { name: "Amount" }).fill("4");
		await tools.getByRole("button", { name: "Hurt" }).click();
		await page.getByRole("button", { name: /Lean Wolf.*2 of 6 HP/ }).waitFor(PATIENT);
		await tools.getByRole("combobox", { name: "Condition" }).selectOption("prone");
		await tools.getByRole("button", { name: "Give" }).click();
		await tools.getByRole("button", { name: "Take prone away" }).click();
		await expect.poll(() => state().participants["wolf-2"]!.conditions, PATIENT).toEqual([]);
		await tools.getByRole("textbox", { name: "Initiative" }).fill("17");
		await tools.getByRole("button", { name: "Set" }).click();
		await expect.poll(() => state().participants["wolf-2"]!.initiative, PATIENT).toBe(17);
		await tools.getByRole("button", { name: "Move to …" }).click();
		await clickCell(page, { x: 7, y: 7 });
		await isAt(page, "wolf-2", "7,7");
		await page.getByText("Wall", { exact: true }).click();
		await clickCell(page, { x: 4, y: 1 });
		await expect.poll(() => state().mapState.rows[1], PATIENT).toBe("....#.......");
		await page.getByRole("textbox", { name: "Notes, for you alone" }).fill("They flee at half.");
		await press("Keep them");
		await expect.poll(() => state().notes, PATIENT).toBe("They flee at half.");
		await press("Add hidden");
		await token(page, "goblin-1").waitFor(PATIENT);
		expect(state().participants["goblin-1"]!.isHidden).toBe(true);
	});

	it("[EP10] fits a phone: nothing beyond the edge, every control with a name", async () => {
		const { roomId, path } = await started();
		const { page } = await sit(browsing(), tables, { userId: "ada", path, context: PHONE });
		await turnBecomes(page, "Your turn: Hero");
		expect(await overflow(page)).toBeLessThanOrEqual(0);
		expect(await namelessControls(page)).toEqual([]);
		await clickCell(page, { x: 3, y: 5 });
		await expect
			.poll(() => tables.state(roomId).participants["hero"]!.position, PATIENT)
			.toEqual({ x: 3, y: 5 });
		await page.getByRole("tab", { name: "Sheet" }).click();
		await page.getByRole("article", { name: "Hero" }).getByText("Potion").waitFor(PATIENT);
		const { page: list } = await sit(browsing(), tables, { userId: "dora", context: PHONE });
		expect(await overflow(list)).toBeLessThanOrEqual(0);
		expect(await namelessControls(list)).toEqual([]);
	});

	it("[EP11] names every control, moves nothing for those who ask for that, and says where it stands in a picture", async () => {
		const scenario = SCENARIOS[0]!;
		const party = CHARACTERS.map(({ characterId, sheet }, index) => ({
			...sheet,
			entityId: characterId,
			userId: ["ada", "bo", "cy", "di"][index]!,
			position: { x: 4 + index, y: 7 + [0, 2, -1, 1][index]! },
			initiative: 24 - index,
		}));
		const { roomId, path } = await started({
			title: scenario.title,
			turnSeconds: 120,
			mapState: mapOf(scenario.rows),
			participants: [...participantsOf(scenario), ...party],
		});
		const { page, complaints } = await sit(browsing(), tables, {
			userId: "ada",
			path,
			context: { ...dark, reducedMotion: "reduce" },
		});
		await turnBecomes(page, "Your turn: Kara");
		const moving = await token(page, "fighter").evaluate(
			(element) => getComputedStyle(element).transitionDuration,
		);
		expect(moving).toBe("0s");
		expect(await namelessControls(page)).toEqual([]);
		await tables.give(roomId, "ada", {
			type: "chat",
			channel: "party",
			text: "I take the left bank. Wren, keep an eye on those rocks.",
		});
		await tables.give(roomId, "bo", {
			type: "chat",
			channel: "party",
			text: "Already on it. Something moved behind the willows.",
		});
		await page.getByText("Something moved").waitFor(PATIENT);
		for (const [entityId, amount] of Object.entries({ "goblin-1": 4, "wolf-3": 3, ranger: 9 })) {
			await tables.give(roomId, "dora", {
				type: "applyEffect",
				entityId,
				effect: { kind: "damage", amount },
			});
		}
		await page.getByText("hurt", { exact: true }).waitFor(PATIENT);
		const { x, y } = await pointOf(page, { x: 9, y: 9 });
		await page.mouse.move(x, y);
		await page.getByTestId("way").waitFor(PATIENT);
		if (PICTURE !== undefined) await page.screenshot({ path: PICTURE });
		expect(complaints).toEqual([]);
	});

	it("[EP12] shows a map of 200 by 200 cells with 64 on it, and goes on answering", async () => {
		const rows = Array.from({ length: 200 }, (_, y) =>
			Array.from({ length: 200 }, (_cell, x) =>
				x % 9 === 8 && y % 7 < 5 ? "#" : x % 13 === 12 ? "~" : ".",
			).join(""),
		);
		const { participants } = smallRoom();
		const crowd = Array.from({ length: 60 }, (_, at) => ({
			...participants[1]!,
			entityId: `wolf-${at + 10}`,
			name: `Wolf ${at + 10}`,
			initiative: 1,
			position: { x: 20 + (at % 20) * 8, y: 40 + Math.floor(at / 20) * 40 },
		}));
		const { roomId, path } = await started(
			smallRoom({ mapState: mapOf(rows), participants: [...participants, ...crowd] }),
		);
		const { page } = await sit(browsing(), tables, { userId: "ada", path });
		await turnBecomes(page, "Your turn: Hero");
		expect(await page.locator("[data-token]").count()).toBe(63);
		await board(page).focus();
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Enter");
		await expect.poll(() => tables.state(roomId).participants["hero"]!.position.y, PATIENT).not.toBe(4);
	});
});
