import fc from "fast-check";
import { seededRandom } from "../../../wording/random.js";
import { apply } from "../apply.js";
import type { GameEvent } from "../events.js";
import type { GameState } from "../state.js";
import { playAtRandom } from "./random-play.js";

/** Commands of each room. */
const STEPS = 200;

/** Something that happened, and the states on either side of it. */
export interface Told {
	readonly event: GameEvent;
	readonly before: GameState;
	readonly after: GameState;
}

/** Looks at every event that is logged in so many rooms, played at random. */
export function eachEvent(rooms: number, check: (told: Told) => void): void {
	fc.assert(
		fc.property(fc.integer(), (seed) => {
			playAtRandom(seededRandom(String(seed)), {
				steps: STEPS,
				watch: ({ entries }, { before, isLogged }) => {
					if (!isLogged) return;
					let state = before;
					for (const event of entries.at(-1)!.data.events) {
						const after = apply(state, event);
						check({ event, before: state, after });
						state = after;
					}
				},
			});
		}),
		{ numRuns: rooms },
	);
}
