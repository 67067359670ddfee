import type { Vec3Wire } from "../../../game/src/shared/wire/index.js";
import type { Definition } from "./definition.js";

/**
 * Id of the location in whose bounds a position lies, its edge included; of several the one whose centre is nearest,
 * then the first. Undefined between locations, and for what is no position.
 */
export function locate({ locations }: Definition, position: Vec3Wire): string | undefined {
	let nearest: { readonly id: string; readonly distance: number } | undefined;
	for (const { id, bounds } of locations) {
		if (!bounds) continue;
		const { center, radius } = bounds;
		const distance = Math.hypot(position.x - center.x, position.y - center.y, position.z - center.z);
		if (distance <= radius && distance < (nearest?.distance ?? Infinity)) nearest = { id, distance };
	}
	return nearest?.id;
}
