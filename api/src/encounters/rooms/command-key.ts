import type { Actor } from "../engine/commands.js";
import type { RoomEntry } from "../engine/replay.js";
import type { GameState } from "../engine/state.js";
import type { Viewer } from "../engine/view.js";

/** Under which a command is known in its room: an id that two people use, by chance or on purpose, is two. */
export function commandKey(by: Actor, id: string): string {
	return JSON.stringify([by.kind, nameOf(by), id]);
}

function nameOf(by: Actor): string {
	switch (by.kind) {
		case "dm":
		case "player":
			return by.userId;
		case "mind":
			return by.entityId;
		case "system":
			return "";
	}
}

/** The id that a viewer gave a command, where it is their own. */
export function ownCommandId(
	{ data: { id, by } }: RoomEntry,
	viewer: Viewer,
	{ dmId }: GameState,
): string | undefined {
	if (id === undefined || viewer.kind === "watcher" || by.kind !== viewer.kind) return undefined;
	const name = viewer.kind === "dm" ? dmId : nameOf(viewer);
	return nameOf(by) === name ? (JSON.parse(id) as readonly [string, string, string])[2] : undefined;
}
