import type { Words } from "../../wording/grammar.js";
import { OPINIONS } from "../core/outcome.js";

/**
 * What a line does: states the speaker's opinion, answers one that is the same, opposed or (where the speaker has none)
 * any, wants somebody without an opinion to have one, closes a conversation by how it went, or speaks of something
 * special that just happened.
 */
export const ACTS = [
	...OPINIONS,
	"agree",
	"disagree",
	"undecided",
	"insist",
	"agreement",
	"conflict",
	"mixed",
	"shooting_star",
	"old_song",
	"lost_coin",
] as const;
export type Act = (typeof ACTS)[number];

/**
 * What a personality says, by act, and how it gives its reasons (`because`). Whatever it states names `{topic}`; `{to}`
 * is how somebody is addressed, or nothing; `{reason}` is a clause. All other markers are symbols of the voice.
 */
export type Voice = Readonly<Record<Act | "because", readonly string[]>> & Words;
