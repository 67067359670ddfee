import { plainText, shortened } from "../clean-line.js";

/** Words that name nothing to talk about. */
const EMPTY_WORDS = new Set(
	`about above after again all also always and another any anybody anything are around ask away back because been
	before behind being best better between both but came can come could day days did does doing done dont down each
	else even ever every everybody everything find first for from gave get give goes going good got great had has have
	hear heard hello help her here him his how into its just keep kind know last later least less let like little long
	look lot made make many may maybe me mean might mine moment more most much must my name need never new next nobody
	none not nothing now off often once one only other our out over own people perhaps please quite rather really right
	said same saw say see seen she should since some somebody something soon still such sure take talk tell than thank
	thanks that the their them then there these they thing things think this those though thought time today together
	told tomorrow too under until upon use very want was way well went were what when where which while who whole why
	will with without rule hurry person while straight oldest opposite hour minute half head hand place story note habit end bit pair rest side reason question answer mind face evidence case day night morning evening noon moment step turn share good number first record light taxes list grandmother mother mum waste point words word words would year years yes yesterday yet you your yourself myself`.split(
		/\s+/,
	),
);

/** They may stand between an article and its noun. */
const ADJECTIVES = new Set(
	`old new big small tall little red blue green black white grey golden north south east west long short dark bright
	good bad best first last lost broken secret strange young great fine next town`.split(/\s+/),
);

/** Seen from whoever hears it. "Your dog" might be anybody's in a group, and names nothing. */
const DETERMINERS: Readonly<Record<string, string>> = { the: "the", a: "that", an: "that", my: "your" };

/** What a line speaks of: `topic` fits a sentence ("the old bridge"), `word` can only be quoted. */
export interface Topic {
	readonly topic?: string;
	readonly word?: string;
}

/** Finds what a line speaks of, seen from whoever hears it ("my dog" becomes "your dog"). */
export function findTopic(text: string, names: readonly string[]): Topic {
	const known = new Set(names.flatMap((name) => name.toLowerCase().split(" ")));
	const isEmpty = (word: string): boolean => EMPTY_WORDS.has(word) || known.has(word) || word.length < 3;
	const said = text.toLowerCase().replace(/"[^"]*"/g, " ");
	const topics = [...said.matchAll(/\b(the|a|an|my)((?: [a-z-]+){1,3})(?![-'’\w])/g)]
		.map(([, article, rest]) => phraseOf(article!, rest!.trim().split(" "), isEmpty))
		.filter((phrase) => phrase !== undefined);
	const words = (said.match(/[a-z]{6,20}/g) ?? []).filter(
		(word) => !isEmpty(word) && !/(ing|ed|ly)$/.test(word),
	);
	const topic = topics.at(-1);
	const word = words.toSorted((a, b) => b.length - a.length)[0];
	return { ...(topic !== undefined && { topic }), ...(word !== undefined && { word }) };
}

function phraseOf(
	article: string,
	words: readonly string[],
	isEmpty: (word: string) => boolean,
): string | undefined {
	const adjectives = words.findIndex((word) => !ADJECTIVES.has(word) && !/.est$/.test(word));
	const noun = words[adjectives];
	if (noun === undefined || isEmpty(noun) || /(ing|ed|ly)$/.test(noun)) return undefined;
	return [DETERMINERS[article]!, ...words.slice(0, adjectives), noun].join(" ");
}

/** Words of a line that mean something, by which lines on the same matter are known. */
export function contentWords(text: string): readonly string[] {
	return (text.toLowerCase().match(/[a-z]{4,}/g) ?? []).filter((word) => !EMPTY_WORDS.has(word));
}

/** Longer, and it is a speech that is repeated. */
const MAX_QUOTE_CHARACTERS = 60;

/** The longest statement of a line, to be quoted within another; undefined where none is worth it. */
export function quotable(line: string): string | undefined {
	const text = plainText(line.replace(/[{}<>]/g, " "));
	if (/["“”]|\bsaid\b/i.test(text)) return undefined;
	const [longest = ""] = (text.match(/[^.!?]+[.!?]*/g) ?? [])
		.map((sentence) => sentence.trim())
		.filter((sentence) => !sentence.endsWith("?"))
		.toSorted((a, b) => b.length - a.length);
	if (longest.split(" ").length < 4) return undefined;
	return shortened(longest, MAX_QUOTE_CHARACTERS).replace(/[.,;:!]+$/, "");
}
