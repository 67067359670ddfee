import { MAX_LINE_CHARACTERS } from "../clean-line.js";
import { type Expand, type Layer, type Slots, createGrammar } from "../../../wording/grammar.js";
import type { Persona } from "./persona.js";
import type { Plan } from "./plan-reply.js";
import type { Random } from "../../../wording/random.js";
import { ANSWERS } from "./words/answers.js";
import { MEETINGS } from "./words/meetings.js";
import { REMARKS } from "./words/remarks.js";
import { TEMPER_MARKS } from "./words/tempers/marks.js";
import { TEMPERS } from "./words/tempers/tempers.js";
import { TRADES } from "./words/trades/trades.js";

/** How much more often a temper's lines are taken than those that fit everybody; trade and own words are between. */
const WEIGHTS = { temper: 4, trade: 4, own: 4, common: 2 } as const;

/** How often a line that is not the temper's own is given its colour before, or after. */
const COLOUR = { open: 0.35, close: 0.3 } as const;

/** What is said as it is: nothing goes before a cry for help being answered, or a greeting. */
const UNCOLOURED: ReadonlySet<string> = new Set(["alarm", "greet", "greetBack", "hail"]);

/** Attempts to find a line of which nothing was said lately; a tenth is as good as none. */
const ATTEMPTS = 10;

/** Shorter sentences, such as "Hmph.", may come again. */
const FORGETTABLE_CHARACTERS = 24;

interface Speech {
	readonly plan: Plan;
	readonly persona: Persona;
	readonly slots: Slots;
	/** Lines of late, of which no sentence should come again. */
	readonly lately: readonly string[];
}

/** Says what was planned, in the NPC's own voice; undefined where there are no words for it. */
export function speak({ plan, persona, slots, lately }: Speech, random: Random): string | undefined {
	const expand = createGrammar({ layers: layersOf(persona), slots, random });
	const said = new Set([...lately, ...lately.flatMap(sentences)]);
	let line: string | undefined;
	let fewest = Number.POSITIVE_INFINITY;
	for (let attempt = 0; attempt < ATTEMPTS && fewest > 0; attempt += 1) {
		const next = attemptLine(expand, { plan, persona }, random);
		if (next === undefined) return undefined;
		const stale = [next, ...sentences(next)].filter((text) => said.has(text)).length;
		if (stale < fewest) [line, fewest] = [next, stale];
	}
	return line;
}

function layersOf({ trade, temper, own }: Persona): readonly Layer[] {
	const layer = { words: TEMPERS[temper], weight: WEIGHTS.temper };
	const common = { ...MEETINGS, ...ANSWERS, ...REMARKS };
	if (temper === "child") {
		// What grown-ups say fits no child that has a way of its own to say it.
		const left = Object.entries(common).filter(([symbol]) => layer.words[symbol] === undefined);
		return [layer, { words: Object.fromEntries(left), weight: WEIGHTS.common }];
	}
	return [
		layer,
		{ words: TRADES[trade], weight: WEIGHTS.trade },
		{ words: own === undefined ? {} : { trade: [own] }, weight: WEIGHTS.own },
		{ words: common, weight: WEIGHTS.common },
	];
}

function attemptLine(
	expand: Expand,
	{ plan, persona: { temper } }: Pick<Speech, "plan" | "persona">,
	random: Random,
): string | undefined {
	const parts = plan.parts.map((part) => firstOf(expand, part));
	const first = parts[0];
	if (first === undefined) return undefined;
	const rest = parts.slice(1).filter((part) => part !== undefined);
	const spoken = [first, ...rest].join(" ");
	const isPlain = UNCOLOURED.has(plan.parts[0] ?? "") || TEMPER_MARKS[temper].test(spoken);
	const roll = isPlain ? 1 : random();
	const open = roll < COLOUR.open ? expand("open") : undefined;
	const isColoured = roll >= COLOUR.open && roll < COLOUR.open + COLOUR.close;
	const close = isColoured && rest.length === 0 ? expand("close") : undefined;
	return fitted([open, first, ...rest, close].filter((part) => part !== undefined));
}

function firstOf(expand: Expand, alternatives: string): string | undefined {
	for (const symbol of alternatives.split("|")) {
		const text = expand(symbol);
		if (text !== undefined) return text;
	}
	return undefined;
}

/** As many of the parts as one line holds. */
function fitted(parts: readonly string[]): string {
	let line = "";
	for (const part of parts) {
		const longer = line === "" ? part : `${line} ${part}`;
		if (longer.length > MAX_LINE_CHARACTERS) break;
		// Two questions at once leave the first without an answer.
		if (line.includes("?") && part.includes("?")) continue;
		line = longer;
	}
	return line;
}

function sentences(line: string): readonly string[] {
	return line
		.toLowerCase()
		.split(/(?<=[.!?])\s+/)
		.filter((sentence) => sentence.length >= FORGETTABLE_CHARACTERS);
}
