import type { ChatroomEventWire } from "../../../src/chatroom/chatroom-wire.js";

/** What the page shows, each asked for by itself. */
export const PARTS = ["conversations", "runaways", "moods", "unread"] as const;
export type Part = (typeof PARTS)[number];

/** What each kind of event makes old. */
const TOUCHED: Readonly<Record<ChatroomEventWire["type"], readonly Part[]>> = {
	conversation: ["conversations", "moods", "unread"],
	runaway: ["runaways", "moods", "unread"],
	recovery: ["runaways", "moods", "unread"],
	society: ["moods"],
	read: ["conversations", "unread"],
};

/** What is to be asked for anew after an event; everything after one that is not known, such as fresh state. */
export function touchedBy(event: string): readonly Part[] {
	return Object.hasOwn(TOUCHED, event) ? TOUCHED[event as ChatroomEventWire["type"]] : PARTS;
}
