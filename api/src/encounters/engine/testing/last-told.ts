import { apply } from "../apply.js";
import { projectEvent } from "../project-event.js";
import type { Viewer, ViewEvent } from "../view.js";
import type { TestRoom } from "./test-room.js";

/** What a viewer is told of the last command. */
export function lastTold(room: TestRoom, viewer: Viewer): readonly ViewEvent[] {
	let before = room.past(room.entries.length - 1);
	return room.entries.at(-1)!.data.events.flatMap((event) => {
		const after = apply(before, event);
		const told = projectEvent(event, { before, after }, viewer);
		before = after;
		return told;
	});
}
