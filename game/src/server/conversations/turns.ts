import type { RandomSource } from "../../shared/util/ports";

/** Somebody who could take a turn. */
export interface Candidate {
	readonly id: string;
	/** The line speaks to it by name. */
	readonly isNamed: boolean;
	/** Seconds at which it last spoke; `-math.huge` where it never did. */
	readonly lastSpokeAt: number;
	/** It must not speak yet: it spoke a moment ago, or does not know yet where it is. */
	readonly mustPause: boolean;
}

/** Who answers a line: these; nobody, for now (`wait`) or at all (empty). */
export type Turn = readonly string[] | "wait";

/**
 * The natural order in which people answer: whoever is spoken to by name first, then whoever has been silent
 * longest; between equals chance decides.
 */
export function inOrder(candidates: readonly Candidate[], random: RandomSource): readonly Candidate[] {
	const drawn = candidates.map((candidate) => ({ candidate, lot: random.unit() }));
	drawn.sort((a, b) => {
		if (a.candidate.isNamed !== b.candidate.isNamed) return a.candidate.isNamed;
		if (a.candidate.lastSpokeAt !== b.candidate.lastSpokeAt) {
			return a.candidate.lastSpokeAt < b.candidate.lastSpokeAt;
		}
		return a.lot < b.lot;
	});
	return drawn.map(({ candidate }) => candidate);
}

/**
 * Chooses up to `most` who answer. Somebody spoken to by name is waited for; others who must pause are passed
 * over where anybody else can answer.
 */
export function chooseTurn(candidates: readonly Candidate[], most: number, random: RandomSource): Turn {
	if (candidates.isEmpty()) return [];
	if (candidates.some((candidate) => candidate.isNamed && candidate.mustPause)) return "wait";
	const ready = inOrder(
		candidates.filter((candidate) => !candidate.mustPause),
		random,
	);
	if (ready.isEmpty()) return "wait";
	const turn: string[] = [];
	for (const { id } of ready) if (turn.size() < most) turn.push(id);
	return turn;
}
