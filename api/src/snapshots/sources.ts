import type { SnapshotKindWire } from "../../../game/src/shared/wire/index.js";

/** Epochs of a server that are remembered after newer ones replaced them: restarts within a late retry's reach. */
const REPLACED_EPOCHS = 16;

/** A payload's place among all that one server ever sent. */
export interface SourcePlace {
	readonly serverId: string;
	readonly epoch: string;
	readonly seq: number;
}

/** What is known of one sender. Clients that do not number their payloads have no epoch. */
export interface Source {
	readonly epoch?: string;
	/** Last sequence number taken of the epoch. */
	readonly seq: number;
	/** Epochs that newer ones replaced, newest last. */
	readonly replaced: readonly string[];
	/** Latest time that a payload taken of it told, in unix seconds of its own clock. */
	readonly timestamp: number;
	/** Unix seconds, by this service's clock, at which it was last heard. */
	readonly heardAt: number;
}

/** What of a payload says whether it is to be taken. */
export interface Arrival {
	readonly place?: SourcePlace;
	readonly timestamp: number;
}

export type Sources = ReadonlyMap<string, Source>;

/**
 * What to do with a payload: take it; answer that it was taken before (a retry); or ask for a full snapshot,
 * because something before it never came. A full may follow any gap, since it says everything again, and starts
 * an epoch unless it is older than what was taken: then it is of a start before, and was under way too long.
 */
export function judgePayload(
	source: Source | undefined,
	{ place, timestamp }: Arrival,
	kind: SnapshotKindWire,
): "take" | "duplicate" | "need_full" {
	if (!place) return "take";
	if (source?.replaced.includes(place.epoch)) return "duplicate";
	if (source?.epoch === place.epoch) {
		if (place.seq <= source.seq) return "duplicate";
		return kind === "full" || place.seq === source.seq + 1 ? "take" : "need_full";
	}
	if (kind !== "full") return "need_full";
	return source && timestamp < source.timestamp ? "duplicate" : "take";
}

/** The sender after a payload of it was taken at `now`. */
export function heardSource(source: Source | undefined, { place, timestamp }: Arrival, now: number): Source {
	const before = source?.replaced ?? [];
	const left = source?.epoch !== undefined && source.epoch !== place?.epoch ? [source.epoch] : [];
	return {
		...(place ? { epoch: place.epoch } : {}),
		seq: place?.seq ?? 0,
		replaced: left.length > 0 ? [...before, ...left].slice(-REPLACED_EPOCHS) : before,
		timestamp: Math.max(timestamp, source?.timestamp ?? timestamp),
		heardAt: now,
	};
}

/** Senders that have said nothing for longer than `timeoutSeconds`. */
export function silentSources(sources: Sources, now: number, timeoutSeconds: number): string[] {
	return [...sources].filter(([, source]) => now - source.heardAt > timeoutSeconds).map(([id]) => id);
}
