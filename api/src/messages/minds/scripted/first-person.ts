/** Longer, and it is no answer any more. */
const MAX_CHARACTERS = 100;

const ADVERBS = "never|always|often|seldom|sometimes|still|only";
/** A word in -s before one of these is a verb; `pears in town` is none. */
const AFTER_VERBS =
	"the|a|an|it|them|about|every|everything|everybody|everyone|each|nobody|people|strangers|who|what";

const IRREGULAR: Readonly<Record<string, string>> = { is: "am", has: "have", does: "do", goes: "go" };

/**
 * A persona in its own words: "Tends the roses and judges the weeds." becomes "I tend the roses and judge the
 * weeds". Its first sentence alone; undefined where it is not of a shape that can be turned safely.
 */
export function inFirstPerson(persona: string): string | undefined {
	const sentence = (persona.trim().split(/[.!?\n]/, 1)[0] ?? "").trim();
	if (
		sentence === "" ||
		/["{}<>:]|\b(he|she|his|her|hers|him|himself|herself|your|yours)\b/i.test(sentence)
	) {
		return undefined;
	}
	const turned = asI(sentence);
	return turned === undefined || turned.length > MAX_CHARACTERS ? undefined : turned;
}

function asI(sentence: string): string | undefined {
	const told = /^(?:you are|you're|i am|i'm)\s+(.+)$/i.exec(sentence);
	if (told) return /\byou\b/i.test(told[1]!) ? undefined : `I am ${told[1]!}`;
	if (/\b(you|i)\b/i.test(sentence)) return undefined;
	const noun = /^(an?|the)\s+(.+)$/i.exec(sentence);
	if (noun) return `I am ${noun[1]!.toLowerCase()} ${noun[2]!}`;
	const verb = /^([A-Z][a-z]+s)\s+(.+)$/.exec(sentence);
	if (!verb) return undefined;
	return `I ${stem(verb[1]!.toLowerCase())} ${turnVerbs(verb[2]!)}`;
}

/** Turns the verbs that follow a comma or an "and". */
function turnVerbs(rest: string): string {
	const further = new RegExp(
		`(?:, and |, | and )(?:((?:${ADVERBS}) )([a-z]+s)\\b|([a-z]+s)(?= (?:${AFTER_VERBS})\\b))`,
		"g",
	);
	return rest.replace(further, (...[, adverb = "", afterAdverb, plain]: (string | undefined)[]) => {
		return ` and ${adverb}${stem(afterAdverb ?? plain ?? "")}`;
	});
}

function stem(verb: string): string {
	const irregular = IRREGULAR[verb];
	if (irregular !== undefined) return irregular;
	if (verb.endsWith("ies") && verb.length > 4) return `${verb.slice(0, -3)}y`;
	if (/(ss|sh|ch|x|zz)es$/.test(verb)) return verb.slice(0, -2);
	return verb.slice(0, -1);
}
