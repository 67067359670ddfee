import type { Cast } from "../../client/index.js";
import { pollDoor, sseDoor, type BareDoor } from "./bare-doors.js";
import { createBareReader, type BareReaderOptions, type CutReader } from "./readers.js";
import { createSyncReader } from "./sync-reader.js";
import type { Town } from "./town.js";
import { createWorldLedger } from "./world-ledger.js";

export type DoorName = "sse" | "poll";

/** A kind of reader: which door, how much of the world, and by what it reads. */
export interface ReaderKind {
	readonly door: DoorName;
	readonly cast: Cast;
	/** `bare`: without any library, so that no bug of the client's hides one of a door. `sync`: by StateSync. */
	readonly by: "bare" | "sync";
}

export interface ReaderPorts extends Omit<BareReaderOptions, "door" | "cast" | "ledger"> {
	readonly towns: readonly Town[];
	/** Whether the history may be lost and founded anew. */
	readonly mayLoseHistory?: boolean;
}

const BARE_DOORS: Readonly<Record<DoorName, BareDoor>> = { sse: sseDoor, poll: pollDoor };

export function nameOf({ door, cast, by }: ReaderKind): string {
	return `${door} ${cast} ${by}`;
}

export function createReader({ door, cast, by }: ReaderKind, ports: ReaderPorts): CutReader {
	if (by === "sync") return createSyncReader({ ...ports, cast, streaming: door !== "poll" });
	return createBareReader({ ...ports, door: BARE_DOORS[door], cast, ledger: createWorldLedger(ports) });
}

/** Every door and cast, without and with the client. */
export const EVERY_KIND: readonly ReaderKind[] = (["sse", "poll"] as const).flatMap((door) =>
	(["limited", "full"] as const).flatMap((cast) =>
		(["bare", "sync"] as const).map((by) => ({ door, cast, by })),
	),
);
