import { giverOf } from "../engine/answered.js";
import type { Actor } from "../engine/commands.js";
import type { RoomEntry } from "../engine/replay.js";
import type { GameState } from "../engine/state.js";
import type { Viewer } from "../engine/view.js";

/** Under which a command is known in its room: an id that two people use, by chance or on purpose, is two. */
export function commandKey(by: Actor, id: string): string {
	return JSON.stringify([...giverOf(by), id]);
}

/** The id that a viewer gave a command, where it is their own. */
export function ownCommandId(
	{ data: { id, by } }: RoomEntry,
	viewer: Viewer,
	{ dmId }: GameState,
): string | undefined {
	if (id === undefined || viewer.kind === "watcher" || by.kind !== viewer.kind) return undefined;
	const [, own] = giverOf(viewer.kind === "dm" ? { ...viewer, userId: dmId } : viewer);
	const [, name, given] = JSON.parse(id) as readonly [kind: string, name: string, id: string];
	return name === own ? given : undefined;
}
