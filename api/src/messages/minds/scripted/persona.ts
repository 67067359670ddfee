import type { NpcProfile } from "../../mind.js";
import { inFirstPerson } from "./first-person.js";
import { TEMPER_WORDS, TRADE_WORDS, type Temper, type Trade, USUAL_TEMPERS } from "./persona-words.js";
import { pick, seededRandom } from "../../../wording/random.js";

/** What the scripted mind makes of who an NPC is. */
export interface Persona {
	readonly trade: Trade;
	readonly temper: Temper;
	/** Its own words for what it does, as "I tend the roses"; absent where they cannot be had. */
	readonly own?: string;
	/** What it busies itself with, as "the roses". */
	readonly subject?: string;
}

/** Reads trade and temper out of an NPC's persona and name. The same profile always reads the same. */
export function readPersona({ npcId, name, persona }: NpcProfile): Persona {
	const text = `${persona} ${name}`.toLowerCase();
	const own = inFirstPerson(persona);
	const subject = own === undefined ? undefined : subjectOf(own);
	return {
		trade: strongest(TRADE_WORDS, text) ?? "none",
		temper: strongest(TEMPER_WORDS, text) ?? pick(seededRandom(`temper ${npcId}`), USUAL_TEMPERS) ?? "plain",
		...(own !== undefined && { own }),
		...(subject !== undefined && { subject }),
	};
}

function strongest<Kind extends string>(
	kinds: Readonly<Record<Kind, RegExp>>,
	text: string,
): Kind | undefined {
	let best: Kind | undefined;
	let most = 0;
	for (const kind in kinds) {
		const count = text.match(kinds[kind])?.length ?? 0;
		if (count <= most) continue;
		best = kind;
		most = count;
	}
	return best;
}

/** What stands after the verb, up to where the next thought begins. */
function subjectOf(own: string): string | undefined {
	const object =
		/^I (?!am\b)[a-z]+ (?:for )?((?:the |an? |same |old |[a-z]+ly )*[a-z']+)(?= and | for | in | with | under | that | every |,|$)/.exec(
			own,
		)?.[1];
	return object === undefined || /\b(each|every|for|under|on|in|with|at|to)\b/.test(object)
		? undefined
		: object;
}
