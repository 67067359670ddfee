import { join } from "node:path";
import { hashState } from "../../api/src/encounters/engine/hash.js";
import { project } from "../../api/src/encounters/engine/project.js";
import type { RoomEntry } from "../../api/src/encounters/engine/replay.js";
import type { GameState } from "../../api/src/encounters/engine/state.js";
import type { GameView, Viewer } from "../../api/src/encounters/engine/view.js";
import { readSteps } from "../../api/src/encounters/rooms/read-steps.js";
import { roomTopic } from "../../api/src/encounters/rooms/room-fold.js";
import type { Step } from "../../api/src/encounters/rooms/step.js";
import { parseTyped } from "../../api/src/log/fold.js";
import { openLmdbLog } from "../../api/src/log/lmdb-log.js";
import { eventText } from "../../api/web/live/words/telling.js";

/** A room as its log alone has it. */
export interface LoggedRoom {
	readonly state: GameState;
	/** Of the state, as the backend tells states apart. */
	readonly hash: string;
	/** Commands that were given under an id, in order: whose, and what it came to. */
	readonly commands: readonly { readonly id: string; readonly ok: boolean }[];
	readonly viewFor: (viewer: Viewer) => GameView;
	/** All that happened as a page tells it, dice aside. */
	readonly storyFor: (viewer: Viewer) => readonly string[];
}

/** The last part of the key under which a room knows a command: by whom and under which id it was given. */
function givenUnder(key: string): string {
	return (JSON.parse(key) as readonly string[]).at(-1)!;
}

/** Reads a room from the data of a backend that does not run any more, by replay from its first entry. */
export async function readRoom(folder: string, roomId: string): Promise<LoggedRoom> {
	const log = await openLmdbLog({ directory: join(folder, "log") });
	try {
		const head = await log.head(roomTopic(roomId));
		const after = { epoch: head.epoch, offset: 0 };
		const read = await log.read(roomTopic(roomId), after, head.offset);
		if (!read.ok) throw new Error(`the log of the room cannot be read: ${read.reason}`);
		const steps: readonly Step[] = await readSteps(log, { roomId, after, count: head.offset });
		const state = steps.at(-1)!.after;
		const viewFor = (viewer: Viewer): GameView => project(state, viewer);
		return {
			state,
			hash: hashState(state),
			commands: read.entries.flatMap((entry) => {
				const { id, result } = parseTyped<RoomEntry>(entry).data;
				return id === undefined ? [] : [{ id: givenUnder(id), ok: result.ok }];
			}),
			viewFor,
			storyFor: (viewer) =>
				steps.flatMap((step) => {
					const { events } = step.news(viewer) ?? { events: [] };
					return events.flatMap((event) => eventText(event, viewFor(viewer)) ?? []);
				}),
		};
	} finally {
		await log.close();
	}
}
