import { CollectionService, Workspace } from "@rbxts/services";
import type { Zone } from "./zones";

/** Tag of a part whose box is a named zone: its `ZoneName` attribute, else its own name. */
export const ZONE_TAG = "EarshotZone";

function triple(vector: Vector3): [number, number, number] {
	return [vector.X, vector.Y, vector.Z];
}

function zoneOf(part: BasePart): Zone {
	const name = part.GetAttribute("ZoneName");
	const frame = part.CFrame;
	return {
		name: typeIs(name, "string") && name !== "" ? name : part.Name,
		centre: triple(frame.Position),
		half: triple(part.Size.div(2)),
		right: triple(frame.RightVector),
		up: triple(frame.UpVector),
		back: triple(frame.LookVector.mul(-1)),
	};
}

/** The zones of the place as they stand now. Zones that move are seen at the next reading. */
export function readZones(): Zone[] {
	const zones: Zone[] = [];
	for (const instance of CollectionService.GetTagged(ZONE_TAG)) {
		if (instance.IsA("BasePart") && instance.IsDescendantOf(Workspace)) zones.push(zoneOf(instance));
	}
	return zones;
}
