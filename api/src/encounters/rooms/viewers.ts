import type { GameState } from "../engine/state.js";
import type { Viewer } from "../engine/view.js";

/** How a user sees a room. */
export function viewerIn(game: Pick<GameState, "dmId" | "participants">, userId: string): Viewer {
	if (game.dmId === userId) return { kind: "dm" };
	return Object.values(game.participants).some((one) => one.userId === userId)
		? { kind: "player", userId }
		: { kind: "watcher" };
}

/** Tells viewers apart. */
export function viewerKey(viewer: Viewer): string {
	switch (viewer.kind) {
		case "player":
			return `player.${encodeURIComponent(viewer.userId)}`;
		case "mind":
			return `mind.${encodeURIComponent(viewer.entityId)}`;
		case "dm":
		case "watcher":
			return viewer.kind;
	}
}
