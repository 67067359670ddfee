import type { WorldEntry } from "../../src/worlds/world-memory.js";

/** What forty members move in: a busy second of a large place. */
const MOVED = 40;

/** The log's entry of a tick in which forty members moved, as JSON. */
export function tickEntry(): string {
	const moved = Array.from({ length: MOVED }, (_, index) => {
		const position = { x: 100.25 + index, y: 4, z: -20.5 - index };
		return { id: `npc-${String(1000 + index)}`, position };
	});
	const entry: WorldEntry = {
		worldId: "bench",
		tick: 1234,
		timestamp: 1_700_000_000.5,
		fullCast: {},
		limitedCast: { entityMoved: moved },
	};
	return JSON.stringify(entry);
}
