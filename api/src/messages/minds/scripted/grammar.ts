import { type Random, pick } from "./random.js";

/**
 * Templates by symbol. A marker `{symbol}` or `{slot}` stands for one of the symbol's templates or the slot's text;
 * with a capital (`{Slot}`) its first letter becomes one.
 */
export type Words = Readonly<Record<string, readonly string[]>>;

/** Texts that templates are filled with. They are never read as templates themselves. */
export type Slots = Readonly<Record<string, string>>;

/** Templates of one origin; those of a heavier layer are taken more often. */
export interface Layer {
	readonly words: Words;
	readonly weight: number;
}

const MARKER = /\{(\w+)\}/g;

/** Symbols name each other in a few steps; more is a circle. */
const MAX_DEPTH = 4;

export interface Grammar {
	/** A text of this symbol, or undefined where none of its templates can be filled. */
	readonly expand: (symbol: string, slots: Slots) => string | undefined;
}

/** Layers over one another. A template that cannot be filled whole is never taken. */
export function createGrammar(layers: readonly Layer[], random: Random): Grammar {
	const isFillable = (template: string, slots: Slots, depth: number): boolean =>
		[...template.matchAll(MARKER)].every(([, marker]) => {
			const name = uncapitalised(marker!);
			return slots[name] !== undefined || (depth < MAX_DEPTH && choices(name, slots, depth + 1).length > 0);
		});

	const choices = (symbol: string, slots: Slots, depth: number): readonly Layer[] =>
		layers.flatMap(({ words, weight }) => {
			const templates = (words[symbol] ?? []).filter((template) => isFillable(template, slots, depth));
			return templates.length === 0 ? [] : [{ words: { [symbol]: templates }, weight }];
		});

	const expand = (symbol: string, slots: Slots, depth: number): string | undefined => {
		const layer = weighted(choices(symbol, slots, depth), random);
		return pick(random, layer?.words[symbol] ?? [])?.replace(MARKER, (_all, marker: string) => {
			const name = uncapitalised(marker);
			const text = slots[name] ?? expand(name, slots, depth + 1) ?? "";
			return name === marker ? text : capitalised(text);
		});
	};

	return { expand: (symbol, slots) => expand(symbol, slots, 0) };
}

function weighted(layers: readonly Layer[], random: Random): Layer | undefined {
	let left = random() * layers.reduce((sum, { weight }) => sum + weight, 0);
	return layers.find(({ weight }) => (left -= weight) < 0);
}

function uncapitalised(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}

export function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
