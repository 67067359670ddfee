import type { Words } from "../../../../../wording/grammar.js";

/** Whoever has no trade that anybody knows of. */
export const NOBODY_IN_PARTICULAR: Words = {
	trade: [
		"I do a little of everything",
		"I stand about and see what comes",
		"I do what needs doing",
		"I keep my eyes open and my hands in my pockets",
	],
	wares: [
		"I have nothing to sell, {speaker}.",
		"You will want a merchant for that, not me.",
		"I am not much of a seller.",
		"Ask at the stalls. I only look at the prices.",
		"I own what I carry, and I like what I carry.",
	],
};
