import type { Cursor } from "../../log/cursor.js";
import type { RoomNews } from "../encounters.js";
import { apply } from "../engine/apply.js";
import { projectEvent } from "../engine/project-event.js";
import type { RoomEntry } from "../engine/replay.js";
import type { GameState } from "../engine/state.js";
import type { Viewer, ViewEvent } from "../engine/view.js";
import { ownCommandId } from "./command-key.js";
import { viewerKey } from "./viewers.js";

/** One entry of a room's log, with the states on either side of it. */
export interface Step {
	readonly cursor: Cursor;
	readonly before: GameState;
	readonly after: GameState;
	/**
	 * What a viewer is told of it, made once for all who see the same; undefined where that is nothing. Of a viewer's own
	 * command there is always news, so that they know that it is done.
	 */
	readonly news: (viewer: Viewer) => RoomNews | undefined;
}

export interface StepOptions {
	readonly cursor: Cursor;
	readonly entry: RoomEntry;
	readonly before: GameState;
	readonly after: GameState;
}

export function createStep({ cursor, entry, before, after }: StepOptions): Step {
	const made = new Map<string, RoomNews | undefined>();

	const make = (viewer: Viewer): RoomNews | undefined => {
		const events: ViewEvent[] = [];
		let state = before;
		for (const event of entry.data.events) {
			const next = apply(state, event);
			events.push(...projectEvent(event, { before: state, after: next }, viewer));
			state = next;
		}
		const commandId = ownCommandId(entry, viewer, after);
		if (events.length === 0 && commandId === undefined) return undefined;
		return { cursor, events, ...(commandId !== undefined && { commandId }) };
	};

	return {
		cursor,
		before,
		after,
		news: (viewer) => {
			const key = viewerKey(viewer);
			if (!made.has(key)) made.set(key, make(viewer));
			return made.get(key);
		},
	};
}
