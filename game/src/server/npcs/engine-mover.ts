import type { Spot } from "./wander";
import type { Mover } from "./wanderers";

/**
 * Walks humanoids. The server owns their physics, so that no client can move them; anchored bodies are left
 * alone, since they cannot walk.
 */
export function createMover(bodyOf: (id: string) => Model | undefined): Mover {
	return {
		walkTo: (id: string, spot: Spot) => {
			const body = bodyOf(id);
			const root = body?.PrimaryPart;
			const humanoid = body?.FindFirstChildOfClass("Humanoid");
			if (!root || !humanoid || root.Anchored) return;
			if (root.CanSetNetworkOwnership()[0]) root.SetNetworkOwner(undefined);
			humanoid.MoveTo(new Vector3(spot.x, root.Position.Y, spot.z));
		},
	};
}
