import { parseCursor } from "../../log/cursor.js";

/**
 * How far a client has been told: its places in the user's topic and in the shared one, in their wire forms.
 * Undefined where it has not been told that topic's state yet.
 */
export interface Places {
	readonly user: string | undefined;
	readonly shared: string | undefined;
}

/** Stands in no cursor of the log. */
const BETWEEN = "~";

/** What cannot be a place; a reader that asks for it is told so. */
const NOWHERE = "?";

/** Both places as the one cursor that clients know: `<user cursor>~<shared cursor>`, either of them empty where it is none. */
export function formatPlaces({ user = "", shared = "" }: Places): string {
	return `${user}${BETWEEN}${shared}`;
}

/** The places that a cursor names. One without its second half is the user's place alone, as other doors give it. */
export function parsePlaces(cursor = ""): Places {
	const end = cursor.indexOf(BETWEEN);
	if (end < 0) return { user: placeOf(cursor), shared: undefined };
	return { user: placeOf(cursor.slice(0, end)), shared: placeOf(cursor.slice(end + 1)) };
}

function placeOf(text: string): string | undefined {
	if (text === "") return undefined;
	return parseCursor(text) ? text : NOWHERE;
}
