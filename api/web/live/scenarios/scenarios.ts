import type { NewParticipant } from "../../../src/encounters/engine/commands.js";
import type { Cell, MapState } from "../../../src/encounters/engine/state.js";
import { CREATURES, type CreatureId } from "./creatures.js";

interface Placed {
	readonly creature: CreatureId;
	readonly name: string;
	readonly at: readonly [x: number, y: number];
	readonly isHidden?: true;
	readonly notes?: string;
}

export interface Scenario {
	readonly scenarioId: string;
	readonly title: string;
	/** What it is about, in a sentence. */
	readonly about: string;
	readonly rows: readonly string[];
	readonly placed: readonly Placed[];
}

/** Places to begin with; the party comes in from the west. */
export const SCENARIOS: readonly Scenario[] = [
	{
		scenarioId: "ford",
		title: "Ambush at the Ford",
		about: "Goblins hold the only crossing, and one of them has not been seen yet.",
		rows: [
			"................##..",
			"..##.....~~....###..",
			"..##.....~~~....#...",
			".........~~~........",
			"....#.....~~~.......",
			"...##.....~~~...#...",
			"...........~~.......",
			"....................",
			"..............##..#.",
			".........~~~..##....",
			"..#.....~~~~........",
			"..##....~~~.........",
			"...#...~~~......##..",
			"......~~~.......#...",
			"......~~............",
			".....~~~.....#......",
		],
		placed: [
			{ creature: "goblin", name: "Goblin Scout", at: [14, 5] },
			{ creature: "goblin", name: "Goblin Archer", at: [16, 9], notes: "Stays on the rocks and shoots." },
			{ creature: "wolf", name: "Grey Wolf", at: [13, 10] },
			{
				creature: "goblin",
				name: "Goblin Sneak",
				at: [5, 12],
				isHidden: true,
				notes: "Waits until somebody is alone.",
			},
		],
	},
	{
		scenarioId: "crypt",
		title: "The Quiet Crypt",
		about: "Two halls, one door between them, and bones that do not lie still.",
		rows: [
			"######################",
			"#.........#..........#",
			"#..#...#..#..#....#..#",
			"#.........#..........#",
			"#.........#..~~~~....#",
			"#............~~~~....#",
			".............~~~~....#",
			"#............~~~~....#",
			"#.........#..~~~~....#",
			"#.........#..........#",
			"#..#...#..#..#....#..#",
			"#.........#..........#",
			"######################",
		],
		placed: [
			{ creature: "skeleton", name: "Bone Guard", at: [12, 5] },
			{ creature: "skeleton", name: "Bone Archer", at: [18, 3] },
			{ creature: "skeleton", name: "Bone Sleeper", at: [17, 10], isHidden: true },
			{ creature: "ogre", name: "The Warden", at: [19, 6], notes: "Guards the far wall; lets go who flees." },
		],
	},
	{
		scenarioId: "meadow",
		title: "Wolves in the Meadow",
		about: "A villager, two wolves, and open ground: for a first try.",
		rows: [
			"................",
			"....~~..........",
			"...~~~~....#....",
			"....~~..........",
			"...........##...",
			"................",
			".....#..........",
			"............~~..",
			"...........~~~..",
			"................",
		],
		placed: [
			{ creature: "villager", name: "Marla", at: [6, 4] },
			{ creature: "wolf", name: "Grey Wolf", at: [10, 3] },
			{ creature: "wolf", name: "Lean Wolf", at: [11, 7] },
		],
	},
];

export function mapOf(rows: readonly string[]): MapState {
	return { width: rows[0]?.length ?? 0, height: rows.length, rows };
}

export function emptyMap(width: number, height: number): MapState {
	return mapOf(Array.from({ length: height }, () => ".".repeat(width)));
}

export function participantsOf({ placed }: Scenario): readonly NewParticipant[] {
	return placed.map(({ creature, name, at: [x, y], isHidden, notes }, index) => ({
		...CREATURES[creature],
		entityId: `${creature}-${String(index + 1)}`,
		name,
		position: { x, y },
		...(isHidden && { isHidden }),
		...(notes !== undefined && { notes }),
	}));
}

/** Where players come in: beside those who are here already, else in the middle of the west side. */
export function entranceOf(map: MapState, party: readonly { readonly position: Cell }[]): Cell {
	return party[0]?.position ?? { x: 0, y: Math.floor(map.height / 2) };
}
