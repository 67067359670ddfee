import type { Cast } from "../../client/index.js";
import { pollDoor, sseDoor, type BareDoor } from "./bare-doors.js";
import { socketDoor } from "./bare-socket.js";
import { createBareReader, type BareReaderOptions, type CutReader } from "./readers.js";
import { createSyncReader } from "./sync-reader.js";
import type { Town } from "./town.js";
import { createWorldLedger } from "./world-ledger.js";

export type DoorName = "socket" | "sse" | "poll";

/** A kind of reader: which door, how much of the world, and by what it reads. */
export interface ReaderKind {
	readonly door: DoorName;
	readonly cast: Cast;
	/** Moves are packed. */
	readonly packed?: boolean;
	/** `bare`: without any library, so that no bug of the client's hides one of a door. `sync`: by StateSync. */
	readonly by: "bare" | "sync";
}

export interface ReaderPorts extends Omit<BareReaderOptions, "door" | "cast" | "ledger" | "query"> {
	readonly towns: readonly Town[];
	/** Whether the history may be lost and founded anew. */
	readonly mayLoseHistory?: boolean;
}

const BARE_DOORS: Readonly<Record<DoorName, BareDoor>> = { socket: socketDoor, sse: sseDoor, poll: pollDoor };

const SYNC_DOORS = { socket: "socket", sse: "stream", poll: "poll" } as const;

export function nameOf({ door, cast, by, packed = false }: ReaderKind): string {
	return `${door} ${cast}${packed ? " packed" : ""} ${by}`;
}

export function createReader({ door, cast, by, packed = false }: ReaderKind, ports: ReaderPorts): CutReader {
	if (by === "sync") return createSyncReader({ ...ports, cast, packed, door: SYNC_DOORS[door] });
	return createBareReader({
		...ports,
		door: BARE_DOORS[door],
		cast,
		ledger: createWorldLedger(ports),
		...(packed && { query: { moves: "packed" } }),
	});
}

const kindsBy = (by: ReaderKind["by"]): readonly ReaderKind[] => [
	...(["socket", "sse", "poll"] as const).flatMap((door) =>
		(["limited", "full"] as const).map((cast) => ({ door, cast, by })),
	),
	...(["socket", "sse"] as const).map((door) => ({ door, cast: "limited" as const, packed: true, by })),
];

/** Every door and cast, packed and plain. */
export const BARE_KINDS = kindsBy("bare");
export const SYNC_KINDS = kindsBy("sync");
export const EVERY_KIND: readonly ReaderKind[] = [...BARE_KINDS, ...SYNC_KINDS];
