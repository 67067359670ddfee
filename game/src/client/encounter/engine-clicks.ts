import { UserInputService, Workspace } from "@rbxts/services";
import { ENTITY_MARK } from "../../shared/remotes/encounter-messages";
import type { Hit } from "./encounter-view";

/** Studs that a click reaches: across any place that is in sight. */
const REACH_STUDS = 1_000;

/** Who of an encounter a part belongs to: the body that bears the mark may be several levels up. */
function entityOf(part: Instance): string | undefined {
	for (let each: Instance | undefined = part; each !== undefined; each = each.Parent) {
		const mark = each.GetAttribute(ENTITY_MARK);
		if (typeIs(mark, "string")) return mark;
	}
	return undefined;
}

/** What lies under a point of the screen; undefined where that is the sky. */
function hitAt(x: number, y: number): Hit | undefined {
	const ray = Workspace.CurrentCamera?.ViewportPointToRay(x, y);
	const result = ray && Workspace.Raycast(ray.Origin, ray.Direction.mul(REACH_STUDS));
	if (!result) return undefined;
	return { entityId: entityOf(result.Instance), spot: { x: result.Position.X, z: result.Position.Z } };
}

/** Tells of clicks and taps into the world, and not of those on buttons. Returns the stop. */
export function watchClicks(onClick: (hit: Hit) => void): () => void {
	const connection = UserInputService.InputBegan.Connect((input, isOnGui) => {
		const { UserInputType: kind, Position: at } = input;
		if (isOnGui || (kind !== Enum.UserInputType.MouseButton1 && kind !== Enum.UserInputType.Touch)) return;
		const hit = hitAt(at.X, at.Y);
		if (hit) onClick(hit);
	});
	return () => connection.Disconnect();
}
