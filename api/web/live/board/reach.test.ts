import fc from "fast-check";
import { expect, it } from "vitest";
import type { NewParticipant } from "../../../src/encounters/engine/commands.js";
import { decide, isRejection } from "../../../src/encounters/engine/decide.js";
import { project } from "../../../src/encounters/engine/project.js";
import { NEUTRAL_SIDE } from "../../../src/encounters/engine/sides.js";
import { DM, player, type TestRoom, roomWith } from "../../../src/encounters/engine/testing/test-room.js";
import type { Viewer } from "../../../src/encounters/engine/view.js";
import { foresee } from "../../../client/encounters/index.js";
import { reachOf } from "./aim.js";

/** Walks around everybody fit in it, and it is looked at cell by cell in a moment. */
const SIZE = 7;
/** Rooms that are tried. */
const RUNS = Number(process.env["ENCOUNTER_RUNS"] ?? 60);

const maps = fc
	.array(fc.constantFrom(..."......##~"), { minLength: SIZE * SIZE, maxLength: SIZE * SIZE })
	.map((cells) => Array.from({ length: SIZE }, (_, y) => cells.slice(y * SIZE, (y + 1) * SIZE).join("")));
const position = fc.record({ x: fc.nat(SIZE - 1), y: fc.nat(SIZE - 1) });
const others = fc.array(
	fc.record({
		side: fc.constantFrom("party", "foes", "bandits", NEUTRAL_SIDE),
		position,
		isHidden: fc.boolean(),
		isFallen: fc.boolean(),
	}),
	{ minLength: 1, maxLength: 12 },
);
const hero = fc.record({
	position,
	side: fc.constantFrom(undefined, "foes", NEUTRAL_SIDE),
	speed: fc.integer({ min: 1, max: 6 }),
	conditions: fc.subarray(["prone", "frightened", "grappled", "poisoned"] as const, { maxLength: 2 }),
});

interface Given {
	readonly rows: readonly string[];
	readonly people: readonly {
		readonly side: string;
		readonly position: NewParticipant["position"];
		readonly isHidden: boolean;
		readonly isFallen: boolean;
	}[];
	readonly one: {
		readonly position: NewParticipant["position"];
		readonly side: string | undefined;
		readonly speed: number;
		readonly conditions: readonly ("prone" | "frightened" | "grappled" | "poisoned")[];
	};
}

function roomOf({ rows, people, one }: Given): TestRoom {
	const { conditions, side, ...where } = one;
	const room = roomWith(
		[
			{
				entityId: "hero",
				entityType: "playerCharacter",
				userId: "ada",
				...where,
				...(side !== undefined && { side }),
			},
			...people.map(({ isFallen: _, ...given }, at) => ({ entityId: `other-${at}`, ...given })),
		],
		{ rows },
	);
	for (const [at, { isFallen }] of people.entries()) {
		const effect = { kind: "damage", amount: 100 } as const;
		if (isFallen) room.give({ type: "applyEffect", entityId: `other-${at}`, effect });
	}
	const seen = people.findIndex((_, at) => room.state().participants[`other-${at}`]?.isHidden === false);
	for (const condition of conditions) {
		const sourceId = seen < 0 ? {} : { sourceId: `other-${seen}` };
		const effect = { kind: "addCondition", condition: { condition, ...sourceId } } as const;
		room.give({ type: "applyEffect", entityId: "hero", effect });
	}
	return room;
}

it("[EP13] [EP18] every cell that is drawn as in reach is one that the room lets one walk to, and no other", () => {
	let reached = 0;
	fc.assert(
		fc.property(maps, others, hero, fc.boolean(), (rows, people, one, isLed) => {
			// A walled cell under somebody would move them: they stand where they are.
			const isOpen = people.every(({ position: { x, y } }) => rows[y]![x] !== "#");
			fc.pre(isOpen && rows[one.position.y]![one.position.x] !== "#");
			const room = roomOf({ rows, people, one });
			fc.pre(room.current() === "hero");
			const viewer: Viewer = isLed ? { kind: "dm" } : { kind: "player", userId: "ada" };
			const view = project(room.state(), viewer);
			const mover = view.participants["hero"]!;
			const canMove = mover.availableActions!.includes("move");
			const { steps, cells } = reachOf(view, mover);
			const drawn = new Set(cells.map(({ x, y }) => `${x},${y}`));
			for (let y = 0; y < SIZE; y += 1) {
				for (let x = 0; x < SIZE; x += 1) {
					const body = {
						type: "act",
						action: { type: "move", entityId: "hero", position: { x, y } },
					} as const;
					const by = isLed ? DM : player("ada");
					const isTaken = !isRejection(decide(room.state(), { ...body, by, at: room.now }));
					const isOffered = canMove && steps.has(`${x},${y}`);
					expect([x, y, isOffered]).toEqual([x, y, isTaken]);
					expect(foresee(view, body) !== undefined).toBe(isTaken);
					if (isTaken) expect(drawn.has(`${x},${y}`)).toBe(true);
					reached += Number(isTaken);
				}
			}
		}),
		{ numRuns: RUNS },
	);
	expect(reached).toBeGreaterThan(RUNS);
});
