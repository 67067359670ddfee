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

export interface GrammarOptions {
	readonly layers: readonly Layer[];
	readonly slots: Slots;
	readonly random: Random;
}

/** Gives a text of a symbol, or undefined where none of its templates can be filled. */
export type Expand = (symbol: string) => string | undefined;

/** Layers over one another. A template that cannot be filled whole is never taken, nor one that leads back to itself. */
export function createGrammar({ layers, slots, random }: GrammarOptions): Expand {
	const fillable = new Map<string, readonly Layer[]>();

	const isFillable = (template: string): boolean =>
		[...template.matchAll(MARKER)].every(([, marker]) => {
			const name = uncapitalised(marker!);
			return slots[name] !== undefined || choices(name).length > 0;
		});

	const choices = (symbol: string): readonly Layer[] => {
		const known = fillable.get(symbol);
		if (known) return known;
		fillable.set(symbol, []);
		const found = layers
			.map(({ words, weight }) => ({ words: { [symbol]: (words[symbol] ?? []).filter(isFillable) }, weight }))
			.filter(({ words }) => words[symbol]!.length > 0);
		fillable.set(symbol, found);
		return found;
	};

	const expand: Expand = (symbol) => {
		const layer = weighted(choices(symbol), random);
		const template = pick(random, layer?.words[symbol] ?? []);
		return template && fill(template, (name) => slots[name] ?? expand(name) ?? "");
	};

	return expand;
}

/** A template with a text for each of its markers, capitalised where the marker is. The texts are not read again. */
export function fill(template: string, textOf: (name: string) => string): string {
	return template.replace(MARKER, (_all, marker: string) => {
		const name = uncapitalised(marker);
		return name === marker ? textOf(name) : capitalised(textOf(name));
	});
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
