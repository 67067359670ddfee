import type { Random } from "../../../src/wording/random.js";

/** Who may ever be sent a word. Rooms go by the test's own names for them. */
export type Rule =
	/** The id, the name or the player of somebody: those who see them. */
	| { readonly of: "entity"; readonly room: string; readonly entityId: string }
	/** The name of a seat: those who see somebody in it. */
	| { readonly of: "seat"; readonly room: string }
	/** Of a sheet: who plays it, and the DM. */
	| { readonly of: "sheet"; readonly room: string; readonly entityId: string }
	/** What was said: those whom it was said to, by user id, and the DM. */
	| { readonly of: "talk"; readonly room: string; readonly knownTo: readonly string[]; readonly from: string }
	/** Of the DM, for the DM. */
	| { readonly of: "notes"; readonly room: string }
	/** Whoever gave it, by the name that they go by: ids of commands, and what they wrote where it does not belong. */
	| { readonly of: "giver"; readonly giver: string };

/** Words that stand in what is secret, so that wherever one is found it tells what leaked. */
export interface Canaries {
	readonly word: (rule: Rule) => string;
	readonly ruleOf: (word: string) => Rule | undefined;
	/** From now on nobody may be sent what a user said. */
	readonly silence: (room: string, from: string) => void;
	readonly count: () => number;
}

/** No word of any language or id has it. */
export const CANARY = /zq-[0-9a-z]{10}/g;

export function createCanaries(random: Random): Canaries {
	const rules = new Map<string, Rule>();
	return {
		word(rule) {
			const letters = Array.from({ length: 10 }, () => Math.floor(random() * 36).toString(36));
			const word = `zq-${letters.join("")}`;
			rules.set(word, rule);
			return word;
		},
		ruleOf: (word) => rules.get(word),
		silence(room, from) {
			for (const [word, rule] of rules) {
				if (rule.of !== "talk" || rule.room !== room || rule.from !== from) continue;
				rules.set(word, { of: "giver", giver: "nobody any more" });
			}
		},
		count: () => rules.size,
	};
}
