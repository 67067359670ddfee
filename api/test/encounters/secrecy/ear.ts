import type { Canaries } from "./canaries.js";
import { findLeaks, type Leak, type Told } from "./sieve.js";
import type { Sightings } from "./sightings.js";

/** How much was told through which doors, and what of it was not for whom it was told to. */
export interface Heard {
	readonly byDoor: Readonly<Record<string, number>>;
	readonly bytes: number;
	readonly leaks: readonly Leak[];
}

/** Hears all that is told, and looks through it once the sightings are up to it. */
export interface Ear {
	readonly tell: (told: Told) => void;
	/** Of these doors, or all. */
	readonly count: (...doors: readonly string[]) => number;
	/** Looks through what was heard. Rejects where the log cannot be read. */
	readonly listen: () => Promise<void>;
	readonly heard: () => Heard;
}

export interface EarDeps {
	readonly canaries: Canaries;
	readonly sightings: ReadonlyMap<string, Sightings>;
	readonly secrets: () => readonly string[];
	readonly playerOf: (entityId: string) => string | undefined;
}

/** Leaks that are kept to be shown: whoever leaks at all does so often. */
const SHOWN = 20;

export function createEar({ canaries, sightings, secrets, playerOf }: EarDeps): Ear {
	let waiting: Told[] = [];
	let bytes = 0;
	let listening = Promise.resolve();
	const byDoor: Record<string, number> = {};
	const leaks: Leak[] = [];
	const deps = { canaries, secrets, playerOf, sightings: (room: string) => sightings.get(room)! };

	const look = async (): Promise<void> => {
		const now = waiting;
		waiting = [];
		for (const room of new Set(now.flatMap((told) => [...told.rooms.keys()])))
			await sightings.get(room)!.catchUp();
		for (const told of now) if (leaks.length < SHOWN) leaks.push(...findLeaks(deps, told));
	};

	return {
		tell(told) {
			byDoor[told.door] = (byDoor[told.door] ?? 0) + 1;
			bytes += told.text.length;
			waiting.push(told);
		},
		count: (...doors) =>
			(doors.length > 0 ? doors : Object.keys(byDoor)).reduce((sum, door) => sum + (byDoor[door] ?? 0), 0),
		listen: () => (listening = listening.then(look)),
		heard: () => ({ byDoor, bytes, leaks: leaks.slice(0, SHOWN) }),
	};
}
