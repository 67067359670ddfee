import { createHash } from "node:crypto";
import { hashOf } from "../../wording/random.js";
import { shardOf } from "./shard.js";

/** Hexadecimal digits of the part that tells the users of a shard and run apart: 88 bits. */
const OWN_DIGITS = 22;

/**
 * The id of what a user's chatlings said in a run, or in a talk of the place: the same whoever asks, 32 hexadecimal
 * digits. Those of one run and shard begin alike, as they are written together: an index takes them on few pages.
 */
export function conversationId(runId: string, userId: string): string {
	const run = (hashOf(runId) >>> 0).toString(16).padStart(8, "0");
	const shard = shardOf(userId).toString(16).padStart(2, "0");
	const own = createHash("sha256")
		.update(JSON.stringify([runId, userId]))
		.digest("hex");
	return run + shard + own.slice(0, OWN_DIGITS);
}
