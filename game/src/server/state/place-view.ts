import type { RelationshipWire } from "../../shared/wire";
import type { Entity, Frame, Vitals } from "../entities/entity";

/** What the game state reads of the place. Every answer is of now; none of them may yield. */
export interface PlaceView {
	/** The newest look at where everybody stands. */
	readonly frame: () => Frame;
	/** Everybody in the place, whether or not the frame has a position for them. */
	readonly entities: () => readonly Entity[];
	readonly vitals: (id: string) => Vitals | undefined;
	/** Name of the zone at a point in studs, else `UNKNOWN_LOCATION` of `entities/zones`. */
	readonly locationAt: (x: number, y: number, z: number) => string;
	readonly relationships: (id: string) => readonly RelationshipWire[];
}
