import { createHash } from "node:crypto";

/** 96 bits of the hash: topics of one history do not meet by chance, and a cursor stays short. */
const EPOCH_CHARACTERS = 16;

/**
 * The epoch of a topic in a history. It follows from the two names, so a topic has its epoch before its first
 * entry (a reader who comes early keeps its cursor), asking about a topic stores nothing, and a cursor of one
 * topic is never a place in another.
 */
export function topicEpoch(history: string, topic: string): string {
	return createHash("sha256").update(`${history}\n${topic}`).digest("base64url").slice(0, EPOCH_CHARACTERS);
}
