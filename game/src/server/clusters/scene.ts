import type { Bounds } from "./bounds";
import { Bytes } from "./buffers";
import type { Grid } from "./grid";
import type { Links } from "./links";
import type { Pieces } from "./pieces";
import type { Roster } from "./roster";

/** What one tick works on; all of it is kept from tick to tick, so that a steady place allocates nothing here. */
export interface Scene {
	readonly roster: Roster;
	readonly grid: Grid;
	readonly links: Links;
	readonly pieces: Pieces;
	readonly bounds: Bounds;
}

/** Entity id of a place of the grid. */
export function idAt(scene: Scene, place: number): string {
	return scene.roster.ids[buffer.readi32(scene.grid.slots, place * Bytes.I32)]!;
}
