import { CollectionService, Players, Workspace } from "@rbxts/services";
import { Trove } from "@rbxts/trove";
import type { EncounterMessage, GroundMessage } from "../../shared/remotes/encounter-messages";
import { NPC_TAG } from "../../shared/remotes/npc-marks";
import { make } from "../engine-gui";
import { COLORS } from "../theme";
import type { Corner } from "./ground-lines";
import { borderOf, pathsOf, windowOf } from "./ground-lines";

/** Pixels of lines: of the cells, and of the border of those where one can go. */
const CELL_PIXELS = 1;
const REACH_PIXELS = 4;
/** Share that shines through the lines of the cells, so that the ground is still the picture. */
const CELL_TRANSPARENCY = 0.55;
/** Studs above the ground, so that lines do not sink into it. */
const LIFT_STUDS = 0.15;
/** Studs above and below the middle of one's body within which the ground is looked for: steps and slopes, and no roofs. */
const ABOVE_STUDS = 6;
const BELOW_STUDS = 30;
/** Studs of the middle of a body above its feet, where nothing is found under a corner. */
const FEET_STUDS = 3;

/** The cells of the encounter that the player is in, on the ground. */
export interface GroundPicture {
	readonly show: (message: EncounterMessage) => void;
	/** Draws it where the player's body is now, which they may have lost for a while. */
	readonly draw: () => void;
	readonly stop: () => void;
}

/** All that moves on the ground: no cell lies on top of somebody. */
function movers(): Instance[] {
	const bodies = CollectionService.GetTagged(NPC_TAG);
	for (const { Character: character } of Players.GetPlayers()) if (character) bodies.push(character);
	return bodies;
}

/** Where corners of cells lie, in the place: on the ground as it is around a body. Each is looked for once. */
export function surveyor({ corner, studs }: GroundMessage, { Y: middle }: Vector3) {
	const params = new RaycastParams();
	params.FilterType = Enum.RaycastFilterType.Exclude;
	params.FilterDescendantsInstances = movers();
	const down = new Vector3(0, -ABOVE_STUDS - BELOW_STUDS, 0);
	const known = new Map<string, Vector3>();
	return ({ x, y }: Corner): Vector3 => {
		const key = `${x} ${y}`;
		const before = known.get(key);
		if (before) return before;
		const above = new Vector3(corner.x + x * studs, middle + ABOVE_STUDS, corner.z + y * studs);
		const ground = Workspace.Raycast(above, down, params)?.Position.Y ?? middle - FEET_STUDS;
		const spot = new Vector3(above.X, ground + LIFT_STUDS, above.Z);
		known.set(key, spot);
		return spot;
	};
}

function lines(name: string, color: Color3, thickness: number, transparency: number) {
	return make("WireframeHandleAdornment", {
		Name: name,
		Adornee: Workspace.Terrain,
		Color3: color,
		Thickness: thickness,
		Transparency: transparency,
	});
}

/**
 * Draws the cells of an encounter around a player's body, and where whoever acts for the player can go: two wireframes
 * that need no picture and stand in nobody's way, and are in the Workspace of this player alone while there is one.
 */
export function openGround(body: () => Model | undefined): GroundPicture {
	const trove = new Trove();
	const cells = trove.add(lines("EncounterCells", COLORS.edge, CELL_PIXELS, CELL_TRANSPARENCY));
	const reach = trove.add(lines("EncounterReach", COLORS.notice, REACH_PIXELS, 0));
	let ground: GroundMessage | undefined;
	/** What of which map is drawn, and how it lies. */
	let drawn = "";
	let spotOf: ReturnType<typeof surveyor> | undefined;

	const draw = () => {
		const root = body()?.PrimaryPart;
		if (!ground || !root) {
			drawn = "";
			cells.Parent = undefined;
			reach.Parent = undefined;
			return;
		}
		const { corner, studs } = ground;
		const { x, y, width, height } = windowOf(ground, { x: root.Position.X, z: root.Position.Z });
		const wanted = [corner.x, corner.z, studs, x, y, width, height].join(" ");
		if (drawn !== wanted || !spotOf) {
			drawn = wanted;
			const survey = surveyor(ground, root.Position);
			spotOf = survey;
			cells.Clear();
			for (const path of pathsOf({ x, y, width, height })) cells.AddPath(path.map(survey), false);
		}
		const survey = spotOf;
		reach.Clear();
		const ends: Vector3[] = [];
		for (const [from, to] of borderOf(ground.reach)) ends.push(survey(from), survey(to));
		if (!ends.isEmpty()) reach.AddLines(ends);
		cells.Parent = Workspace;
		reach.Parent = ends.isEmpty() ? undefined : Workspace;
	};

	return {
		show: ({ room }) => {
			ground = room?.status === "completed" ? undefined : room?.ground;
			draw();
		},
		draw,
		stop: () => trove.destroy(),
	};
}
