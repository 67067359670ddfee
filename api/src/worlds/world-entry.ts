import { limitedCast } from "./limited-cast.js";
import { packMoves } from "./packed-moves.js";
import { changeIds } from "./sorted-ids.js";
import { CHECKSUM_EVERY_TICKS, worldChecksum } from "./world-checksum.js";
import type { WorldEntry } from "./world-memory.js";
import type { WorldState } from "./world.js";

type Entities = WorldState["entities"];

/** What is told of a tick; what somebody in the world could see of it follows from that. */
export type ToldEntry = Omit<WorldEntry, "limitedCast" | "checksum" | "packed">;

/** Makes entries of one world. It remembers the order of ids from one to the next, so that it sorts but once. */
export type EntryMaker = (told: ToldEntry, entities: { before: Entities; after: Entities }) => WorldEntry;

export function createEntryMaker(): EntryMaker {
	const sorted = new WeakMap<Entities, readonly string[]>();

	return (told, { before, after }) => {
		const limited = limitedCast(told.fullCast, after);
		const { entityCreated = [], entityRemoved, entityMoved } = limited;
		const created = entityCreated.map(({ id }) => id);
		const ids = changeIds(sorted.get(before) ?? [...before.keys()].sort(), {
			removed: entityRemoved,
			created,
		});
		sorted.set(after, ids);
		const packed = entityMoved && packMoves(entityMoved, { ids, before: (id) => before.get(id)?.position });
		return {
			...told,
			limitedCast: limited,
			...(packed && { packed: Buffer.from(packed).toString("base64") }),
			...(told.tick % CHECKSUM_EVERY_TICKS === 0 && { checksum: worldChecksum(after.values()) }),
		};
	};
}
