import type { Cursor } from "./cursor.js";
import type { Checkpoint, NewEntry } from "./log.js";
import { LogError } from "./log-error.js";

/** Names are keys of the engine, whose keys hold 1,978 bytes: 400 characters fit whatever their script. */
const MAX_NAME_CHARACTERS = 400;

/** Control characters end keys early; an unpaired surrogate does not survive UTF-8. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;

export function checkTopic(topic: string): void {
	checkName("topic", topic);
}

export function checkEntries(entries: readonly NewEntry[]): void {
	if (entries.length === 0) throw new LogError("invalid", "an append needs at least one entry");
	for (const entry of entries) checkName("entry type", entry.type);
}

export function checkCheckpoint({ offset }: Checkpoint): void {
	checkCount("checkpoint offset", offset);
}

export function checkOffset(offset: number): void {
	checkCount("offset", offset);
}

export function checkRead(after: Cursor, limit: number): void {
	checkCount("cursor offset", after.offset);
	checkCount("limit", limit);
}

function checkName(what: string, name: string): void {
	if (name.length === 0 || name.length > MAX_NAME_CHARACTERS || UNFIT.test(name)) {
		throw new LogError(
			"invalid",
			`${what} must be 1 to ${MAX_NAME_CHARACTERS} characters without control characters`,
		);
	}
}

function checkCount(what: string, value: number): void {
	if (!Number.isSafeInteger(value) || value < 0) {
		throw new LogError("invalid", `${what} must be a whole number of at least 0, not ${value}`);
	}
}
