import { createHash } from "node:crypto";
import type { Draft } from "./draft.js";
import { MOST_DICE, MOST_NUMBER, MOST_SIDES } from "./limits.js";

/** `NdM±K`, with `kh1` or `kl1` after the sides where only the highest or lowest count; or a number alone. */
export interface Dice {
	readonly count: number;
	readonly sides: number;
	readonly keep?: { readonly which: "highest" | "lowest"; readonly count: number };
	readonly plus: number;
}

export type Mode = "normal" | "advantage" | "disadvantage";

const NOTATION = /^(?:(\d{1,3})?d(\d{1,3})(?:k([hl])(\d{1,3}))?)?([+-]?\d{1,4})?$/;

/** What a notation says; undefined of none, or of more than a hand can hold. */
export function parseDice(text: string): Dice | undefined {
	const match = NOTATION.exec(text.replaceAll(" ", "").toLowerCase());
	if (!match || match[0] === "") return undefined;
	const [, some, sided, which, kept, plus] = match;
	// A bonus after dice carries its sign, else `1d63` would be two things.
	if (sided !== undefined && plus !== undefined && !/^[+-]/.test(plus)) return undefined;
	const count = sided === undefined ? 0 : Number(some ?? 1);
	const sides = Number(sided ?? 1);
	if (sided !== undefined && (count < 1 || count > MOST_DICE || sides < 1 || sides > MOST_SIDES))
		return undefined;
	const base = { count, sides, plus: Number(plus ?? 0) };
	if (which === undefined) return base;
	const keep = { which: which === "h" ? "highest" : "lowest", count: Number(kept) } as const;
	return keep.count < 1 || keep.count > count ? undefined : { ...base, keep };
}

/**
 * The die of a position: the same for the same seed, and nothing that fell before tells of it to those who do not know
 * the seed.
 */
export function dieAt({ seed, position }: { seed: string; position: number }, sides: number): number {
	const drawn = createHash("sha256")
		.update(`${seed} ${String(position)}`)
		.digest()
		.readUInt32BE(0);
	return 1 + Math.floor((drawn / 2 ** 32) * sides);
}

export interface Roll {
	readonly entityId: string | null;
	readonly for: string;
	/** Twice the dice, not the bonus. */
	readonly isCritical?: boolean;
}

/** Rolls, and tells so. The notation has been looked at before. */
export function roll(draft: Draft, notation: string, { entityId, for: purpose, isCritical }: Roll): number {
	const parsed = parseDice(notation);
	if (!parsed) throw new RangeError(`Not dice: ${notation}.`);
	const dice = isCritical ? { ...parsed, count: parsed.count * 2 } : parsed;
	const { seed, position } = draft.state().roller;
	const rolls = Array.from({ length: dice.count }, (_, at) =>
		dieAt({ seed, position: position + at }, dice.sides),
	);
	const total = totalOf(dice, rolls);
	draft.tell({ type: "ROLLED", entityId, dice: writeDice(dice), rolls, total, for: purpose });
	return total;
}

/** A d20 with a bonus; `natural` is the die that counts. */
export function rollD20(
	draft: Draft,
	bonus: number,
	{ mode, ...what }: Roll & { readonly mode: Mode },
): { readonly natural: number; readonly total: number } {
	const d20 = { normal: "1d20", advantage: "2d20kh1", disadvantage: "2d20kl1" }[mode];
	const total = roll(draft, writeDice({ ...parseDice(d20)!, plus: bonus }), what);
	return { natural: total - bonus, total };
}

/** One way, the other, or neither: however many of each there are, they cancel out. */
export function modeOf(advantages: number, disadvantages: number): Mode {
	if (advantages > 0 === disadvantages > 0) return "normal";
	return advantages > 0 ? "advantage" : "disadvantage";
}

export function totalOf({ keep, plus }: Dice, rolls: readonly number[]): number {
	const sorted = rolls.toSorted((one, other) => (keep?.which === "lowest" ? one - other : other - one));
	const counted = keep ? sorted.slice(0, keep.count) : sorted;
	return counted.reduce((sum, one) => sum + one, plus);
}

export function writeDice({ count, sides, keep, plus }: Dice): string {
	const kept = keep ? `k${keep.which === "highest" ? "h" : "l"}${String(keep.count)}` : "";
	const bonus = Math.max(-MOST_NUMBER, Math.min(MOST_NUMBER, plus));
	const dice = count > 0 ? `${String(count)}d${String(sides)}${kept}` : "";
	if (dice === "") return String(bonus);
	return bonus === 0 ? dice : `${dice}${bonus > 0 ? "+" : ""}${String(bonus)}`;
}
