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

/** A number for whoever is at a place of the grid that is larger the larger the id. */
export function rankAt({ roster, grid }: Scene, place: number): number {
	return buffer.readi32(roster.order.ranks, buffer.readi32(grid.slots, place * Bytes.I32) * Bytes.I32);
}
