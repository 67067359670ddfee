import type { SpeakerWire } from "../../../game/src/shared/wire/index.js";
import { SUMMARY_SPEAKERS, SUMMARY_WORDS } from "./talk-limits.js";

/** What one speaker said in lines that are no longer kept whole. */
interface Spoken {
	name: string;
	lines: number;
	/** In how many of the lines each word came up. */
	readonly words: Map<string, number>;
}

/** Who spoke how often, and about what, by speaker's id. */
export type Summary = Map<string, Spoken>;

/** A summary as JSON. */
export type DumpedSummary = readonly {
	readonly id: string;
	readonly name: string;
	readonly lines: number;
	readonly words: readonly (readonly [string, number])[];
}[];

/** Shorter words say little about what a line is about. */
const MIN_WORD = 4;

/** Words of any talk. */
const COMMON = new Set(
	(
		"about after again also another because been before being could does doing done down each even every from " +
		"going good have having hello here into just know like look made make many maybe more most much must need " +
		"nice only other ours over quite really right same seem should since some such sure take tell than thank " +
		"thanks that their them then there these they thing think this those though thought through today tonight " +
		"very want well went were what when where which while will with without would yeah your yours"
	).split(" "),
);

/** Speakers and words that the text of a summary names. */
const TOLD_SPEAKERS = 8;
const TOLD_WORDS = 3;

function wordsOf(content: string): Set<string> {
	const words = content.toLowerCase().match(/\p{L}+/gu) ?? [];
	return new Set(words.filter((word) => word.length >= MIN_WORD && !COMMON.has(word)));
}

function byCount([a, countA]: readonly [string, number], [b, countB]: readonly [string, number]): number {
	return countB - countA || (a < b ? -1 : 1);
}

function bySpoken(
	[a, { lines: linesA }]: [string, Spoken],
	[b, { lines: linesB }]: [string, Spoken],
): number {
	return linesB - linesA || (a < b ? -1 : 1);
}

/** Takes a line into the summary. */
export function summarise(summary: Summary, { speaker, content }: SpokenLine): void {
	const spoken = summary.get(speaker.id) ?? { name: speaker.name, lines: 0, words: new Map() };
	summary.set(speaker.id, spoken);
	spoken.name = speaker.name;
	spoken.lines += 1;
	for (const word of wordsOf(content)) spoken.words.set(word, (spoken.words.get(word) ?? 0) + 1);
	if (spoken.words.size > SUMMARY_WORDS) {
		for (const [word] of [...spoken.words].sort(byCount).slice(SUMMARY_WORDS)) spoken.words.delete(word);
	}
	if (summary.size > SUMMARY_SPEAKERS) summary.delete([...summary].sort(bySpoken).at(-1)![0]);
}

/** What a summary reads of a line. */
export interface SpokenLine {
	readonly speaker: SpeakerWire;
	readonly content: string;
}

/** Takes away what a speaker said, and `names` wherever they were mentioned. */
export function forgetSpeaker(summary: Summary, id: string, names: ReadonlySet<string>): void {
	summary.delete(id);
	const mentioned = [...names].flatMap((name) => [...wordsOf(name)]);
	for (const { words } of summary.values()) for (const word of mentioned) words.delete(word);
}

function list(parts: readonly string[]): string {
	return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function tell({ name, lines, words }: Spoken): string {
	const about = [...words].sort(byCount).slice(0, TOLD_WORDS);
	const said = `${name} said ${lines} ${lines === 1 ? "line" : "lines"}`;
	return about.length === 0 ? said : `${said}, about ${list(about.map(([word]) => word))}`;
}

/** A summary in words, who spoke most first; empty where nothing is summarised. */
export function tellSummary(summary: Summary): string {
	if (summary.size === 0) return "";
	const told = [...summary].sort(bySpoken).map(([, spoken]) => tell(spoken));
	const others = told.length - TOLD_SPEAKERS;
	const named = told.slice(0, TOLD_SPEAKERS).join("; ");
	return others > 0 ? `${named}; ${others} more spoke too.` : `${named}.`;
}

export function dumpSummary(summary: Summary): DumpedSummary {
	return [...summary].map(([id, { name, lines, words }]) => ({ id, name, lines, words: [...words] }));
}

export function loadSummary(dumped: DumpedSummary): Summary {
	return new Map(dumped.map(({ id, name, lines, words }) => [id, { name, lines, words: new Map(words) }]));
}
