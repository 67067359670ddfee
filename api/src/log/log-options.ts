import { randomBytes } from "node:crypto";
import type { Retention } from "./log.js";

/** What both engines are built with; every part has a default fit for production. */
export interface LogOptions {
	/** One for all topics, or by topic. */
	readonly retention?: Retention | ((topic: string) => Retention);
	/** Unix seconds. */
	readonly clock?: () => number;
	/** A name that no earlier history had: letters, digits, `-` and `_`. Called once for each new history. */
	readonly newEpoch?: () => string;
}

export interface LogSettings {
	readonly retention: (topic: string) => Retention;
	readonly clock: () => number;
	readonly newEpoch: () => string;
}

/**
 * Three hours of a world that ticks once a second, in at most 64 MiB a topic: a page that slept through a
 * long lunch still resumes, and a hundred busy worlds fit on a small disk.
 */
export const DEFAULT_RETENTION: Retention = {
	maxEntries: 10_000,
	maxBytes: 64 * 1024 * 1024,
	maxAgeSeconds: 3 * 60 * 60,
};

/** 96 bits: two histories of one deployment never share a name by chance. */
const EPOCH_BYTES = 12;

export function logSettings({ retention = DEFAULT_RETENTION, clock, newEpoch }: LogOptions): LogSettings {
	return {
		retention: typeof retention === "function" ? retention : () => retention,
		clock: clock ?? (() => Date.now() / 1000),
		newEpoch: newEpoch ?? (() => randomBytes(EPOCH_BYTES).toString("base64url")),
	};
}
