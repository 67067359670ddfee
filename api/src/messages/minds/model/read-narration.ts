import { firstSentences } from "../../sentences.js";
import { MAX_NARRATION_CHARACTERS, MAX_NARRATION_SENTENCES } from "../narration-limits.js";
import { readReply } from "./read-reply.js";

/**
 * Reads what a model wrote as a narrator, as leniently as a reply: a few sentences that fit. Undefined where there is
 * nothing in it to be told.
 */
export function readNarration(written: string): string | undefined {
	const told = readReply(written, "Narrator", MAX_NARRATION_CHARACTERS)?.content ?? "";
	return firstSentences(told, MAX_NARRATION_SENTENCES) || undefined;
}
