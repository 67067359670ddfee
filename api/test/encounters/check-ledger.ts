import { canonical } from "../../src/encounters/engine/hash.js";
import { applyEntry, planEntry } from "../../src/encounters/engine/replay.js";
import { emptyState, type GameState } from "../../src/encounters/engine/state.js";
import type { KeptEntry } from "../../src/encounters/rooms/room-fold.js";
import type { Answer, Given, Ledger } from "./ledger.js";

/** What a room's log has of what was given in it. */
export interface LedgerCheck {
	/** Everything that is not as it must be. */
	readonly faults: readonly string[];
	/** State after each entry; of the first, before any. */
	readonly states: readonly GameState[];
	/** Offset of each command's entry, by key. */
	readonly offsets: ReadonlyMap<string, number>;
}

/**
 * Each command that was given is in the log once, with the answer that each of its tries got, and did what the rules say
 * of the state right before it; one that did not come before the room is not there. Nobody else's is there either.
 */
export function checkLedger(ledger: Ledger, entries: readonly KeptEntry[]): LedgerCheck {
	const faults: string[] = [];
	const states: GameState[] = [emptyState()];
	const offsets = new Map<string, number>();
	for (const [index, entry] of entries.entries()) {
		const before = states[index]!;
		const { id, by } = entry.data;
		if (id !== undefined && (by.kind === "dm" || by.kind === "player")) {
			const given = ledger.of(id);
			if (offsets.has(id)) faults.push(`${id}: in the log twice`);
			offsets.set(id, index + 1);
			if (!given) faults.push(`${id}: nobody gave it`);
			else faults.push(...checkEntry(given, entry, before));
		}
		states.push(applyEntry(before, entry));
	}
	for (const given of ledger.all()) faults.push(...checkAnswers(given, offsets.has(given.key)));
	return { faults, states, offsets };
}

function checkEntry({ key, body, by, answers }: Given, { data }: KeptEntry, before: GameState): string[] {
	const faults: string[] = [];
	const held = answerOf(data.result);
	for (const answer of answers) {
		if (canonical(answer) !== canonical(held))
			faults.push(`${key}: answered ${canonical(answer)}, held as ${canonical(held)}`);
	}
	if (!held.ok && data.events.length > 0) faults.push(`${key}: refused, and did something`);
	// Of an undo the room itself finds what it goes back to.
	if (body.type === "undo") return faults;
	const planned = planEntry(before, { ...body, by, at: data.at, id: key });
	const wanted = canonical([planned.result, planned.entry?.data.events]);
	if (wanted !== canonical([data.result, data.events]))
		faults.push(`${key}: by the rules ${wanted}, held ${canonical([data.result, data.events])}`);
	return faults;
}

function checkAnswers({ key, body, answers }: Given, isHeld: boolean): string[] {
	const faults: string[] = [];
	if (answers.length === 0) faults.push(`${key}: never answered`);
	if (new Set(answers.map(canonical)).size > 1)
		faults.push(`${key}: ${body.type} answered ${answers.map(canonical).join(" and ")}`);
	if (answers.some((answer) => !answer.ok && (answer.code === "" || !/^\S.*\.$/.test(answer.reason))))
		faults.push(`${key}: refused without a code and a sentence: ${answers.map(canonical).join(", ")}`);
	const isAtTheDoor = answers.some((answer) => !answer.ok && answer.code === AT_THE_DOOR);
	if (isHeld === isAtTheDoor)
		faults.push(`${key}: ${isHeld ? "in" : "not in"} the log, answered ${answers.map(canonical).join(", ")}`);
	return faults;
}

export const AT_THE_DOOR = "refused at the door";

/** Of an answer that may say more, what it says to whoever gave the command. */
export function answerOf(
	told: { readonly ok: true } | { readonly ok: false; readonly code: string; readonly reason: string },
): Answer {
	return told.ok ? { ok: true } : { ok: false, code: told.code, reason: told.reason };
}
