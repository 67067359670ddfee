import { formatCursor, parseCursor, type Cursor } from "../../src/log/cursor.js";
import { Diverged } from "../apply.js";
import { MalformedFrame } from "../frames.js";

/** Between the two halves of a cursor. */
const JOINT = "~";

/** How far a player's client has read both of its topics; a half is undefined while nothing is known of it. */
export interface Place {
	/** In the topic of what the player alone is told. */
	readonly user?: Cursor;
	/** In the topic of what all players share. */
	readonly shared?: Cursor;
}

/** The place that a cursor names; either half may name none. @throws MalformedFrame where it is no cursor. */
export function readPlace(cursor: unknown): Place {
	const halves = typeof cursor === "string" ? cursor.split(JOINT) : [];
	if (halves.length !== 2) throw new MalformedFrame("not a cursor");
	const [user, shared] = halves.map(parseCursor);
	return { ...(user && { user }), ...(shared && { shared }) };
}

/** The cursor that names a place. */
export function formatPlace({ user, shared }: Place): string {
	return `${user ? formatCursor(user) : ""}${JOINT}${shared ? formatCursor(shared) : ""}`;
}

/** Whether there is a place in both topics: else half of the state is missing, and there is no going on from it. */
export function isWhole({ user, shared }: Place): boolean {
	return user !== undefined && shared !== undefined;
}

function further(held: Cursor | undefined, told: Cursor | undefined): Cursor | undefined {
	if (!told || !held) return told ?? held;
	if (told.epoch !== held.epoch) throw new Diverged("the server's history is another one");
	return told.offset > held.offset ? told : held;
}

/** The further of both, half by half; `held` itself where nothing is new. @throws Diverged where one is of another history. */
export function advance(held: Place, told: Place): Place {
	const [user, shared] = [further(held.user, told.user), further(held.shared, told.shared)];
	if (user === held.user && shared === held.shared) return held;
	return { ...(user && { user }), ...(shared && { shared }) };
}
