import { CollectionService, PathfindingService, Players, Workspace } from "@rbxts/services";
import { NPC_TAG } from "../../shared/remotes/npc-marks";
import type { Point, WayListener, WayPoint } from "./walk";
import type { Spot } from "./wander";

/** Room that a body of a character's size needs, in whole studs as the engine wants them. */
const AGENT: AgentParameters = { AgentRadius: 2, AgentHeight: 5, AgentCanJump: true };
/** The part of a body that bumps into things: what is lower than its knees it steps over. */
const BUMPER = new Vector3(2, 2.5, 1);
/** Studs between the points at which the ground is felt for: over a narrower gap a stride carries. */
const GROUND_STEP_STUDS = 4;
/** Studs above a root from which ground is looked for: what is over one's head is a roof. */
const GROUND_ABOVE_STUDS = 3;
/** Studs below a root down to which ground is looked for: what is deeper is an abyss. */
const GROUND_BELOW_STUDS = 24;
/** Studs that the ground may fall away under a straight walk. */
const DROP_STUDS = 5;

/** Seconds for which the list of bodies serves: in a full place most of the cost of a look is to make it. */
const BODIES_SECONDS = 1;

/** What a walker can find out about the ground between it and where it wants to go. */
export interface Ways {
	/** The ground under a spot, on the storey of a root at height `rootY`; undefined where there is none to stand on. */
	readonly groundAt: (spot: Spot, rootY: number) => Point | undefined;
	/** Whether a body whose root is at `from` can walk straight to a point of the ground. */
	readonly isStraight: (from: Vector3, goal: Point) => boolean;
}

/** Bodies get out of each other's way by themselves: nobody is an obstacle. */
function withoutBodies(): RaycastParams {
	const bodies: Instance[] = CollectionService.GetTagged(NPC_TAG);
	for (const player of Players.GetPlayers()) if (player.Character) bodies.push(player.Character);
	const params = new RaycastParams();
	params.FilterType = Enum.RaycastFilterType.Exclude;
	params.FilterDescendantsInstances = bodies;
	params.RespectCanCollide = true;
	return params;
}

function groundUnder(from: Vector3, below: number, params: RaycastParams): number | undefined {
	return Workspace.Raycast(from, new Vector3(0, -below, 0), params)?.Position.Y;
}

/** Looks about by casting rays and a body's bumper; whoever came within the last second may count as a wall. */
export function createWays(): Ways {
	let known: { readonly params: RaycastParams; readonly at: number } | undefined;

	const paramsNow = (): RaycastParams => {
		const now = os.clock();
		if (!known || now - known.at >= BODIES_SECONDS) known = { params: withoutBodies(), at: now };
		return known.params;
	};

	return {
		groundAt: (spot, rootY) => {
			const from = new Vector3(spot.x, rootY + GROUND_ABOVE_STUDS, spot.z);
			const y = groundUnder(from, GROUND_ABOVE_STUDS + GROUND_BELOW_STUDS, paramsNow());
			return y === undefined ? undefined : { x: spot.x, y, z: spot.z };
		},
		isStraight: (from, goal) => {
			const params = paramsNow();
			const ground = groundUnder(from, GROUND_BELOW_STUDS, params);
			if (ground === undefined) return false;
			const height = from.Y - ground;
			const along = new Vector3(goal.x, goal.y + height, goal.z).sub(from);
			if (along.Magnitude === 0) return true;
			const facing = CFrame.lookAt(from, from.add(along));
			if (Workspace.Blockcast(facing, BUMPER, along, params)) return false;
			const steps = math.ceil(along.Magnitude / GROUND_STEP_STUDS);
			for (const step of $range(1, steps)) {
				const over = from.add(along.mul(step / steps));
				if (groundUnder(over, height + DROP_STUDS, params) === undefined) return false;
			}
			return true;
		},
	};
}

function wayPoint(point: PathWaypoint): WayPoint {
	const { X: x, Y: y, Z: z } = point.Position;
	return { x, y, z, isJump: point.Action === Enum.PathWaypointAction.Jump };
}

/** Looks for a way by the engine's navigation; what is returned lets go of the search and of the way. */
export function findEngineWay(from: Vector3, goal: Point, listener: WayListener): () => void {
	const path = PathfindingService.CreatePath(AGENT);
	let isLetGo = false;
	const blocked = path.Blocked.Connect((index) => listener.blocked(index - 1));
	task.spawn(() => {
		const [ok] = pcall(() => path.ComputeAsync(from, new Vector3(goal.x, goal.y, goal.z)));
		if (isLetGo) return;
		const isFound = ok && path.Status === Enum.PathStatus.Success;
		listener.found(isFound ? path.GetWaypoints().map(wayPoint) : undefined);
	});
	return () => {
		isLetGo = true;
		blocked.Disconnect();
		path.Destroy();
	};
}
