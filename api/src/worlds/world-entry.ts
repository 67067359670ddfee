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

function base64Of({ buffer, byteOffset, length }: Uint8Array): string {
	return Buffer.from(buffer, byteOffset, length).toString("base64");
}

export function createEntryMaker(): EntryMaker {
	let last: { readonly entities: Entities; readonly ids: readonly string[] } | undefined;

	return (told, { before, after }) => {
		const limited = limitedCast(told.fullCast, after);
		const { entityCreated = [], entityRemoved, entityMoved } = limited;
		const created = entityCreated.map(({ id }) => id);
		const known = last?.entities === before ? last.ids : [...before.keys()].sort();
		const ids = changeIds(known, { removed: entityRemoved, created });
		last = { entities: after, ids };
		const packed = entityMoved && packMoves(entityMoved, { ids, before: (id) => before.get(id)?.position });
		return {
			...told,
			limitedCast: limited,
			...(packed && { packed: base64Of(packed) }),
			...(told.tick % CHECKSUM_EVERY_TICKS === 0 && { checksum: worldChecksum(after.values()) }),
		};
	};
}
