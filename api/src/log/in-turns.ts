import { setImmediate as nextTurn } from "node:timers/promises";

/** Nobody minds a wait of this length: to tell a thousand takes no longer, and is done in one go. */
const FIRST_MS = 16;

/** As long as each further turn of the event loop may be of this alone: a few of thousands. */
const TURN_MS = 0.5;

/**
 * Visits all that there are now; where they are thousands, some at a turn: their writes take a tenth of a second, and
 * whoever says something meanwhile is heard between. Who goes while others are visited is visited all the same.
 * Resolves when all were; `visit` may not throw.
 */
export async function inTurns<T>(all: Iterable<T>, visit: (one: T) => void): Promise<void> {
	let end = performance.now() + FIRST_MS;
	for (const one of [...all]) {
		visit(one);
		if (performance.now() < end) continue;
		await nextTurn();
		end = performance.now() + TURN_MS;
	}
}
