import type { Part } from "./news.js";

/** Everything of the chatroom in the store of answers; of one signed-in reader at a time. */
export const CHATROOM = "chatroom";

/** Of one part of it, or of one conversation with its lines. */
export function keyOf(part: Part | "conversation", ...more: readonly string[]) {
	return [CHATROOM, part, ...more] as const;
}
