import { setImmediate as nextTurn } from "node:timers/promises";

/** As long as one turn of the event loop may be of this alone: a few of thousands. */
const TURN_MS = 0.5;

/**
 * Visits all that there are now, some at a turn: thousands of writes take a tenth of a second, and whoever says
 * something meanwhile is heard between. Who goes while others are visited is visited all the same. Resolves when all
 * were; `visit` may not throw.
 */
export async function inTurns<T>(all: Iterable<T>, visit: (one: T) => void): Promise<void> {
	let began = performance.now();
	for (const one of [...all]) {
		visit(one);
		if (performance.now() - began < TURN_MS) continue;
		await nextTurn();
		began = performance.now();
	}
}
