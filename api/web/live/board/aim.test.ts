import { describe, expect, it } from "vitest";
import { project } from "../../../src/encounters/engine/project.js";
import { roomWith } from "../../../src/encounters/engine/testing/test-room.js";
import type { NewParticipant } from "../../../src/encounters/engine/commands.js";
import { ARMS, SPELLS } from "../scenarios/arms.js";
import { choicesOf } from "../turn/choices.js";
import { actionAt, areaAt, reachOf, targetsOf, WALK, whoIsAt } from "./aim.js";
import { cellText } from "./cell-text.js";

const HERO: Partial<NewParticipant> & { readonly entityId: string } = {
	entityId: "hero",
	entityType: "playerCharacter",
	name: "Hero",
	userId: "ada",
	position: { x: 2, y: 2 },
	attacks: [ARMS.longsword, ARMS.longbow],
	spells: [SPELLS.burningHands, SPELLS.healingWord],
	slots: [2],
	inventory: [{ itemId: "potion", name: "Potion", quantity: 1, use: { healing: "3", range: 1 } }],
};

/** What the hero's player sees of a room in which these are. */
function seen(others: Parameters<typeof roomWith>[0], rows?: readonly string[]) {
	const room = roomWith([HERO, ...others], rows ? { rows } : {});
	const view = project(room.state(), { kind: "player", userId: "ada" });
	const mover = view.participants["hero"]!;
	const choices = choicesOf(mover);
	const choice = (id: string) => choices.find((one) => one.id === id)!;
	return { room, view, mover, choices, choice };
}

const ids = (those: readonly { readonly entityId: string }[]) => those.map(({ entityId }) => entityId);

describe("what can be aimed at", () => {
	it("[EP7] is in range and in sight, and an enemy where it hurts", () => {
		const rows = [
			"............",
			"............",
			"......#.....",
			"............",
			"............",
			"............",
		];
		const { view, mover, choice } = seen(
			[
				{ entityId: "near", position: { x: 3, y: 3 } },
				{ entityId: "far", position: { x: 9, y: 4 } },
				{ entityId: "behind", position: { x: 9, y: 2 } },
				{ entityId: "friend", side: "party", position: { x: 1, y: 2 } },
				{ entityId: "lurker", position: { x: 3, y: 1 }, isHidden: true },
			],
			rows,
		);
		expect(ids(targetsOf(view, mover, choice("attack:longsword")))).toEqual(["near"]);
		expect(ids(targetsOf(view, mover, choice("attack:longbow"))).toSorted()).toEqual(["far", "near"]);
		expect(ids(targetsOf(view, mover, choice("cast:healing-word"))).toSorted()).toEqual(["friend", "hero"]);
		expect(ids(targetsOf(view, mover, choice("interact:help")))).toEqual(["friend"]);
	});

	it("[EP7] is what the room takes: every target that is offered can be struck at, and no other", () => {
		const rows = ["..........", "...#......", "..........", "..........", ".........."];
		const others = ["a", "b", "c", "d"].map((entityId, at) => ({
			entityId,
			position: { x: 2 + at * 2, y: 4 - at },
		}));
		const { view, mover, choice } = seen(others, rows);
		for (const id of ["attack:longsword", "attack:longbow"]) {
			const offered = ids(targetsOf(view, mover, choice(id)));
			for (const { entityId } of others) {
				const { room } = seen(others, rows);
				const { ok } = room.act({ ...choice(id).action, entityId: "hero", target: entityId });
				expect([id, entityId, ok]).toEqual([id, entityId, offered.includes(entityId)]);
			}
		}
	});

	it("[EP7] is a cone towards a cell for what has an area", () => {
		const { view, mover, choice, choices } = seen([{ entityId: "near", position: { x: 4, y: 2 } }]);
		const burning = choice("cast:burning-hands");
		const cells = areaAt(view, mover, { choice: burning, towards: { x: 3, y: 2 } })!;
		expect(cells).toContainEqual({ x: 4, y: 2 });
		expect(cells).not.toContainEqual({ x: 1, y: 2 });
		expect(areaAt(view, mover, { choice: burning, towards: mover.position })).toBeUndefined();
		const aim = { kind: "target", choice: burning } as const;
		expect(actionAt(view, mover, { aim, cell: { x: 3, y: 2 }, choices })).toMatchObject({
			type: "cast",
			position: { x: 3, y: 2 },
		});
	});
});

describe("where one gets to", () => {
	it("[EP13] is what the room lets one walk to, and nowhere else", () => {
		const rows = ["........", "..##....", "..~.....", "........", "........"];
		const others = [
			{ entityId: "foe", position: { x: 4, y: 3 } },
			{ entityId: "friend", side: "party", position: { x: 1, y: 2 } },
		];
		const { view, mover } = seen(others, rows);
		const { steps } = reachOf(view, { ...mover });
		for (let y = 0; y < rows.length; y += 1) {
			for (let x = 0; x < rows[0]!.length; x += 1) {
				const { room } = seen(others, rows);
				const { ok } = room.act({ type: "move", entityId: "hero", position: { x, y } });
				expect([x, y, steps.has(`${x},${y}`)]).toEqual([x, y, ok]);
			}
		}
	});

	it("[EP6] a click walks to a free cell, and strikes at an enemy beside with what comes first", () => {
		const { view, mover, choices } = seen([{ entityId: "foe", position: { x: 3, y: 2 } }]);
		const at = (x: number, y: number) => actionAt(view, mover, { aim: WALK, cell: { x, y }, choices });
		expect(at(4, 4)).toEqual({ type: "move", entityId: "hero", position: { x: 4, y: 4 } });
		expect(at(3, 2)).toMatchObject({ type: "attack", actionId: "longsword", target: "foe" });
		expect(whoIsAt(view, { x: 3, y: 2 })?.entityId).toBe("foe");
	});

	it("[EP6] a cell is told in words: where it is, who is there, and what can be done", () => {
		const { view, mover, choice } = seen([{ entityId: "foe", position: { x: 3, y: 2 } }]);
		const { steps } = reachOf(view, mover);
		const text = (x: number, y: number) =>
			cellText(view, { x, y }, { mover, step: steps.get(`${x},${y}`), aim: WALK });
		expect(text(2, 4)).toBe("Column 3, row 5: open, 10 ft away.");
		expect(text(3, 2)).toBe("Column 4, row 3: The foe, unhurt.");
		const aim = { kind: "target", choice: choice("attack:longsword") } as const;
		expect(cellText(view, { x: 3, y: 2 }, { mover, step: undefined, aim })).toMatch(
			/can be aimed at with Longsword/,
		);
	});
});
