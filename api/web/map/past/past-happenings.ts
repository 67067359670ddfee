import type { TickFrame } from "../../../client/frames.js";
import type { SyncedWorld } from "../../../client/index.js";
import { lookupIn, type Happening } from "../feed/feed.js";
import { sentenceOf } from "../feed/wording.js";

/** As many as the list shows. */
const SHOWN = 80;
/** Ticks looked through for them. */
const MOST_TICKS = 600;
/** Happenings of one tick that are numbered apart. */
const A_TICK = 10_000;

/** What had happened by the time of a world, newest first. */
export function happeningsUpTo(
	world: SyncedWorld,
	frameOf: (tick: number) => TickFrame | undefined,
): readonly Happening[] {
	const found: Happening[] = [];
	const find = lookupIn(world);
	for (let tick = world.tick; tick > world.tick - MOST_TICKS && found.length < SHOWN; tick -= 1) {
		const frame = frameOf(tick);
		if (!frame) break;
		const events = frame.changes.events ?? [];
		for (let index = events.length - 1; index >= 0; index -= 1) {
			const event = events[index]!;
			const number = tick * A_TICK + index;
			found.push({ ...sentenceOf(event, find, [world, world]), number, at: event.at });
		}
	}
	return found;
}
