import type { Words } from "../../wording/grammar.js";
import type { Climate, Opinion, RareEvent } from "../core/outcome.js";

/**
 * What a line does: states the speaker's opinion, answers one that is the same, opposed or (where the speaker has none)
 * any, wants somebody without an opinion to have one, closes a conversation by how it went, or speaks of something
 * special that just happened.
 */
export type Act = Opinion | "agree" | "disagree" | "undecided" | "insist" | Climate | RareEvent["kind"];

/**
 * What a personality says, by act, and how it gives its reasons (`because`). Whatever it states names `{topic}`; `{to}`
 * is how somebody is addressed, or nothing; `{reason}` is a clause. All other markers are symbols of the voice.
 */
export type Voice = Readonly<Record<Act | "because", readonly string[]>> & Words;
