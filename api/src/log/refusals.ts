import { LogError } from "./log-error.js";

/** What every engine refuses, in the same words. */

function conflict(topic: string, because: string): LogError {
	return new LogError("conflict", `${topic} was written to by somebody else: ${because}`);
}

export function otherHead(topic: string, head: number, wanted: number): LogError {
	return conflict(topic, `its head is ${head}, not ${wanted}`);
}

export function otherHistory(topic: string): LogError {
	return conflict(topic, "its history is another");
}

export function notFounding(topic: string): LogError {
	return conflict(topic, "it has been founded");
}

export interface CheckpointRange {
	readonly offset: number;
	/** Offset of the latest checkpoint, 0 where there is none. */
	readonly latest: number;
	readonly head: number;
}

export function outside({ offset, latest, head }: CheckpointRange): LogError {
	return new LogError(
		"invalid",
		`a checkpoint at ${offset} lies outside ${latest} (the latest) to ${head} (the head)`,
	);
}

/** Entries may only be forgotten up to the latest checkpoint. */
export function uncovered(offset: number, latest: number): LogError {
	return new LogError("invalid", `entries up to ${offset} are not covered by a checkpoint (at ${latest})`);
}
