import fc from "fast-check";
import { expect, it } from "vitest";
import { decide, isRejection } from "../engine/decide.js";
import { project } from "../engine/project.js";
import type { Cell } from "../engine/state.js";
import { DM, roomWith } from "../engine/testing/test-room.js";
import { reachIn, runsOf } from "./reach-in.js";

const SIDE = 9;
const keyOf = ({ x, y }: Cell): string => `${String(x)},${String(y)}`;
const cell = fc.record({ x: fc.nat(SIDE - 1), y: fc.nat(SIDE - 1) });
const ground = fc.array(
	fc
		.array(fc.constantFrom(".", ".", ".", "~", "#"), { minLength: SIDE, maxLength: SIDE })
		.map((row) => row.join("")),
	{ minLength: SIDE, maxLength: SIDE },
);
const others = fc.uniqueArray(
	fc.record({
		position: cell,
		side: fc.constantFrom("party", "foes", "others"),
		isHidden: fc.boolean(),
	}),
	{ selector: ({ position }) => keyOf(position), maxLength: 8 },
);

it("[ET37] is every cell that the room lets one walk to, and no other", () => {
	fc.assert(
		fc.property(
			ground,
			others,
			cell,
			fc.constantFrom("prone", "frightened", "grappled", undefined),
			(rows, those, position, condition) => {
				const room = roomWith(
					[
						{ entityId: "hero", entityType: "playerCharacter", userId: "ada", position, speed: 5 },
						...those.map((one, at) => ({ ...one, entityId: `other${String(at)}` })),
					],
					{ rows: rows.map((row) => row.padEnd(SIDE, ".")) },
				);
				if (condition) {
					const frightened = those.findIndex(({ isHidden }) => !isHidden);
					const source = condition === "frightened" && frightened >= 0;
					const given = { condition, ...(source && { sourceId: `other${String(frightened)}` }) };
					room.do({
						type: "applyEffect",
						entityId: "hero",
						effect: { kind: "addCondition", condition: given },
					});
				}
				const [reach] = reachIn(project(room.state(), { kind: "player", userId: "ada" }));
				const told = new Set(
					(reach?.runs ?? []).flatMap(({ x, y, width }) =>
						Array.from({ length: width }, (_, at) => keyOf({ x: x + at, y })),
					),
				);
				const taken = rows.flatMap((row, y) =>
					[...row].flatMap((_, x) => {
						const action = { type: "move", entityId: "hero", position: { x, y } } as const;
						const decided = decide(room.state(), { type: "act", action, by: DM, at: room.now });
						return isRejection(decided) ? [] : [keyOf({ x, y })];
					}),
				);
				expect([...told].sort()).toEqual(taken.sort());
			},
		),
	);
});

it("[ET37] cells in runs are the same cells, each once, in as few runs as may be", () => {
	fc.assert(
		fc.property(fc.uniqueArray(cell, { selector: keyOf }), (cells) => {
			const runs = runsOf(cells);
			const again = runs.flatMap(({ x, y, width }) =>
				Array.from({ length: width }, (_, at) => keyOf({ x: x + at, y })),
			);
			expect(again.sort()).toEqual(cells.map(keyOf).sort());
			const all = new Set(cells.map(keyOf));
			for (const { x, y, width } of runs) {
				expect(all.has(keyOf({ x: x - 1, y }))).toBe(false);
				expect(all.has(keyOf({ x: x + width, y }))).toBe(false);
			}
		}),
	);
});
