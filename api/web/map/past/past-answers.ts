import { readWorld, type TickFrame } from "../../../client/frames.js";
import type { Cast, SyncedWorld } from "../../../client/index.js";
import { asNumber, isRecord, listIn } from "../read-json.js";

/** A tick and when it was, in unix seconds. */
export interface Moment {
	readonly tick: number;
	readonly timestamp: number;
}

/** What the server can still show of a world's past. */
export interface HeldPast {
	/** Every tick from here on; undefined where there is none. */
	readonly oldest: Moment | undefined;
	/** Moments of which the whole state lies in the archive. */
	readonly archived: readonly Moment[];
}

function readMoment(value: unknown): Moment | undefined {
	if (!isRecord(value)) return undefined;
	const [tick, timestamp] = [asNumber(value["tick"]), asNumber(value["timestamp"])];
	return tick === undefined || timestamp === undefined ? undefined : { tick, timestamp };
}

/** Answer of `/v1/worlds/:world/history`. */
export function readHeld(value: unknown): HeldPast {
	return {
		oldest: isRecord(value) ? readMoment(value["oldest"]) : undefined,
		archived: listIn(value, "archived").flatMap((item) => readMoment(item) ?? []),
	};
}

/** Answer of `/v1/worlds/:world/state`. @throws MalformedFrame where it holds no state. */
export function readPastWorld(value: unknown): SyncedWorld {
	const body = isRecord(value) ? value : {};
	return readWorld(body["fullState"], {
		tick: asNumber(body["tick"]) ?? 0,
		timestamp: asNumber(body["timestamp"]),
	});
}

/** Answer of `/world/snapshots`: ticks as a reader of a cast would have been told them. */
export function readFrames(value: unknown, cast: Cast): readonly TickFrame[] {
	return listIn(value, "snapshots").flatMap((item) => {
		if (!isRecord(item)) return [];
		const changes = item[cast === "full" ? "fullCast" : "limitedCast"];
		const tick = asNumber(item["tick"]);
		if (tick === undefined || !isRecord(changes)) return [];
		return { tick, timestamp: asNumber(item["timestamp"]), changes, span: 1 };
	});
}

/** The oldest tick that is still held, as the problem of a 410 says; undefined where it says none. */
export function oldestOfGone(problem: unknown): number | undefined {
	return isRecord(problem) ? asNumber(problem["oldestTick"]) : undefined;
}
