import type { Personality } from "../core/society.js";

/** By what a personality is known in every line, the title and the names in it aside. */
export interface Tone {
	/** Each is heard in the line. */
	readonly always: readonly RegExp[];
	/** Is never heard. */
	readonly never: RegExp;
	/** Characters. */
	readonly longest?: number;
}

const GRUMBLING = "hmph|humph|bah|pah|tch|rubbish";

export const TONES: Readonly<Record<Personality, Tone>> = {
	cheerful: {
		always: [/!/],
		never: new RegExp(`\\b(${GRUMBLING}|ugh|awful|terrible|hate|dreadful|miserable|doom)\\b`, "i"),
	},
	grumpy: {
		always: [new RegExp(`\\b(${GRUMBLING})\\b`, "i")],
		never: /!|\b(hooray|yippee|wonderful|lovely|glad|happy|delight\w*)\b/i,
	},
	// The longest line that its neighbours may expect of somebody who would rather be silent.
	shy: { always: [/\.\.\./], never: /!|\b(naturally|behold|hooray|greatest)\b/i, longest: 110 },
	curious: { always: [/\?/], never: new RegExp(`\\b(${GRUMBLING}|boring|naturally)\\b`, "i") },
	dramatic: {
		always: [
			/\b(behold|alas|heavens?|destiny|glory|stars|fate|tragedy|doom|soul|souls|hearts?|legends|forever|never|eternity|triumph|tears)\b/i,
		],
		never: /\b(um|er|perhaps|maybe|a little)\b|\.\.\./i,
	},
	wise: {
		always: [
			/\b(time|years?|listen(ed|s)?|patience|learn(ed|s)?|quiet(ly)?|calm|old|elders|wise|truth|river|seasons?|seed|teacher|grow|young|ferryman|gardener|anger)\b/i,
		],
		never: /!|\.\.\.|\w+'(s|t|m|re|ll)\b|\b(um|yeah|gonna|hate)\b/i,
	},
	boastful: {
		always: [
			/\b(I|me|my|mine|myself)\b/i,
			/\b(best|better|first|finest?|greatest|expert|famous|genius|brilliant|natural(ly)?|of course|admire(rs)?|medals?|prize|statue|autographs)\b/i,
		],
		never: new RegExp(`\\b(${GRUMBLING}|sorry|um|er|maybe)\\b`, "i"),
	},
	kind: {
		always: [
			/\b(dears?|friends?|glad|thank|bless|kind(ly)?|warm(s|th)?|lovely|gentle|gently|hug|care|heart|sweet(ly)?|tea)\b/i,
		],
		never: new RegExp(`\\b(${GRUMBLING}|hate|stupid|fools?|nonsense|silliest)\\b`, "i"),
	},
};
