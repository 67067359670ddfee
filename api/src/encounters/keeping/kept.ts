import type { Fold } from "../../log/fold.js";
import type { KeepingEntry, QueuedCommand, TurnName } from "./keeping-entries.js";

/** The topic in which the processes that keep rooms tell each other who is there and what is to be done. */
export const KEPT_TOPIC = "encounter-keeping";

/** Of one room. */
export interface KeptRoom {
	/** By user: the processes that they are connected to; none of one who dropped and of whom the room was not told yet. */
	readonly present: Map<string, Set<string>>;
	/** The newest mark that it may be under way; undefined where it is not. */
	live: string | undefined;
	queued: readonly QueuedCommand[];
	thinking: { readonly process: string; readonly turn: TurnName } | undefined;
}

/** What the processes that keep rooms know of each other and of what is to be done. */
export interface Kept {
	/** How often each said that it is alive. */
	readonly processes: Map<string, number>;
	/** Those of which there is anything to say. */
	readonly rooms: Map<string, KeptRoom>;
}

export const keptFold: Fold<Kept, KeepingEntry> = {
	empty: () => ({ processes: new Map(), rooms: new Map() }),
	apply,
	dump: ({ processes, rooms }) =>
		JSON.stringify({
			processes: [...processes],
			rooms: [...rooms].map(([roomId, { present, ...room }]) => ({
				...room,
				roomId,
				present: [...present].map(([userId, at]) => [userId, [...at]] as const),
			})),
		}),
	load: (text) => {
		const { processes, rooms } = JSON.parse(text) as Dumped;
		return {
			processes: new Map(processes),
			rooms: new Map(
				rooms.map(({ roomId, present, queued, live, thinking }) => [
					roomId,
					{ queued, live, thinking, present: new Map(present.map(([userId, at]) => [userId, new Set(at)])) },
				]),
			),
		};
	},
	// Who is connected each process says anew; what is to be done is not to be forgotten.
	regain: ({ rooms: ours }, { rooms: theirs }) =>
		[...ours].flatMap(([roomId, { live, queued }]): KeepingEntry[] => {
			const known = theirs.get(roomId);
			const isNews = ({ id }: QueuedCommand) => !known?.queued.some((command) => command.id === id);
			return [
				...(live !== undefined && known?.live === undefined
					? [{ type: "live", data: { roomId, mark: live } } as const]
					: []),
				...queued.filter(isNews).map((command) => ({ type: "queued", data: { roomId, command } }) as const),
			];
		}),
};

interface Dumped {
	readonly processes: readonly (readonly [string, number])[];
	readonly rooms: readonly (Pick<KeptRoom, "queued"> &
		Partial<Pick<KeptRoom, "live" | "thinking">> & {
			readonly roomId: string;
			readonly present: readonly (readonly [string, readonly string[]])[];
		})[];
}

function apply(kept: Kept, entry: KeepingEntry): void {
	const { processes } = kept;
	switch (entry.type) {
		case "alive":
			processes.set(entry.data.process, (processes.get(entry.data.process) ?? 0) + 1);
			return;
		case "gone":
			processes.delete(entry.data.process);
			return changeRooms(kept, (room) => withoutProcess(room, entry.data.process));
		case "erased":
			return changeRooms(kept, (room) => withoutUser(room, entry.data.userId));
		case "came":
		case "went":
		case "settled":
		case "live":
		case "rest":
		case "queued":
		case "taken":
		case "thinking":
			changeRoom(kept, entry.data.roomId, (room) => applyToRoom(room, entry));
	}
}

type RoomEntry = Exclude<KeepingEntry, { readonly type: "alive" | "gone" | "erased" }>;

function applyToRoom(room: KeptRoom, { type, data }: RoomEntry): void {
	switch (type) {
		case "came":
			room.present.set(data.userId, (room.present.get(data.userId) ?? new Set()).add(data.process));
			return;
		case "went":
			room.present.get(data.userId)?.delete(data.process);
			return;
		case "settled":
			if (room.present.get(data.userId)?.size === 0) room.present.delete(data.userId);
			return;
		case "live":
			room.live = data.mark;
			return;
		case "rest":
			if (room.live !== data.mark) return;
			room.live = undefined;
			room.thinking = undefined;
			return;
		case "queued":
			room.queued = [...room.queued, data.command];
			return;
		case "taken":
			room.queued = room.queued.filter(({ id }) => id !== data.id);
			return;
		case "thinking":
			room.thinking = { process: data.process, turn: data.turn };
	}
}

function withoutProcess(room: KeptRoom, process: string): void {
	for (const at of room.present.values()) at.delete(process);
	if (room.thinking?.process === process) room.thinking = undefined;
}

function withoutUser(room: KeptRoom, userId: string): void {
	room.present.delete(userId);
	room.queued = room.queued.filter(({ by }) => !("userId" in by) || by.userId !== userId);
}

function changeRooms(kept: Kept, change: (room: KeptRoom) => void): void {
	for (const roomId of [...kept.rooms.keys()]) changeRoom(kept, roomId, change);
}

/** Rooms of which there is nothing to say are left out. */
function changeRoom({ rooms }: Kept, roomId: string, change: (room: KeptRoom) => void): void {
	const room = rooms.get(roomId) ?? { present: new Map(), live: undefined, queued: [], thinking: undefined };
	change(room);
	if (room.present.size > 0 || room.live !== undefined || room.queued.length > 0) rooms.set(roomId, room);
	else rooms.delete(roomId);
}
