import { type Cursor, formatCursor, parseCursor } from "../../log/cursor.js";
import type { Viewer } from "../engine/view.js";
import { viewerKey } from "../rooms/viewers.js";

/** A place in a room is one viewer's: what leads on for a player does not for a watcher. */
export function placeOf(cursor: Cursor, viewer: Viewer): string {
	return `${formatCursor(cursor)}~${viewerKey(viewer)}`;
}

/** The cursor of a place; undefined where it is another viewer's, or none. */
export function cursorIn(place: string, viewer: Viewer): Cursor | undefined {
	const at = place.indexOf("~");
	return place.slice(at + 1) === viewerKey(viewer) ? parseCursor(place.slice(0, at)) : undefined;
}
