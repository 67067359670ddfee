import { createWays, findEngineWay } from "./engine-ways";
import type { WalkPort } from "./walk";
import { startWalk } from "./walk";
import type { Mover } from "./wanderers";

/** Walks NPCs about. */
export interface EngineMover extends Mover {
	/** Lets an NPC stand where it is; nothing where it does not walk. */
	readonly stop: (id: string) => void;
	/** Stops every walk. */
	readonly close: () => void;
}

interface Walker {
	readonly humanoid: Humanoid;
	readonly root: BasePart;
}

/**
 * Walks humanoids. The server owns their physics, so that no client can move them; anchored bodies are left
 * alone, since they cannot walk. A newer order takes the place of an older one.
 */
export function createMover(bodyOf: (id: string) => Model | undefined): EngineMover {
	const walks = new Map<string, { readonly cancel: () => void; readonly halt: () => void }>();

	const ways = createWays();

	const walkerOf = (id: string): Walker | undefined => {
		const body = bodyOf(id);
		const root = body?.PrimaryPart;
		const humanoid = body?.FindFirstChildOfClass("Humanoid");
		return root && humanoid && !root.Anchored ? { humanoid, root } : undefined;
	};
	const cancel = (id: string) => {
		walks.get(id)?.cancel();
		walks.delete(id);
	};
	const portOf = (id: string, { humanoid, root }: Walker): WalkPort => ({
		position: () => {
			// A body that was taken away or given back anew is not the one that was told to walk.
			if (bodyOf(id)?.PrimaryPart !== root) return undefined;
			const { X: x, Y: y, Z: z } = root.Position;
			return { x, y, z };
		},
		isClear: (goal) => ways.isStraight(root.Position, goal),
		findWay: (goal, listener) => findEngineWay(root.Position, goal, listener),
		step: (point) => {
			humanoid.MoveTo(new Vector3(point.x, point.y, point.z));
			if (point.isJump) humanoid.Jump = true;
		},
		halt: () => humanoid.Move(Vector3.zero),
		now: () => os.clock(),
	});

	return {
		walkTo: (id, spot) => {
			const walker = walkerOf(id);
			if (!walker) return;
			const goal = ways.groundAt(spot, spot.y ?? walker.root.Position.Y);
			if (!goal) return;
			cancel(id);
			if (walker.root.CanSetNetworkOwnership()[0]) walker.root.SetNetworkOwner(undefined);
			const port = portOf(id, walker);
			let isOver = false;
			const walk = startWalk(port, goal, () => {
				isOver = true;
				cancel(id);
			});
			if (isOver) return;
			const finished = walker.humanoid.MoveToFinished.Connect((reached) => walk.finished(reached));
			walks.set(id, {
				cancel: () => {
					finished.Disconnect();
					walk.stop();
				},
				halt: port.halt,
			});
		},
		stop: (id) => {
			const walk = walks.get(id);
			cancel(id);
			walk?.halt();
		},
		close: () => {
			for (const [id] of walks) cancel(id);
		},
	};
}
