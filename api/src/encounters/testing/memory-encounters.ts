import type { Cursor } from "../../log/cursor.js";
import { Refusal } from "../../http/refusal.js";
import type { CommandAnswer, Encounters, GivenCommand, RoomNews } from "../encounters.js";
import { DM_LEFT } from "../keeping/may-wait.js";
import type { Actor, Command, CommandBody } from "../engine/commands.js";
import { hashState } from "../engine/hash.js";
import { projectEvent } from "../engine/project-event.js";
import { project } from "../engine/project.js";
import { applyEntry, planEntry, replay, type RoomEntry } from "../engine/replay.js";
import { emptyState, type GameState } from "../engine/state.js";
import type { Viewer, ViewEvent } from "../engine/view.js";
import { apply } from "../engine/apply.js";
import { viewerIn, viewerKey } from "../rooms/viewers.js";
import { liveStatus, placedOf, summaryOf } from "../rooms/summary.js";

const SYSTEM: Actor = { kind: "system" };

/** One room: all its entries, and the state after each (the first is before any). */
interface Room {
	readonly entries: RoomEntry[];
	readonly states: GameState[];
	readonly waiting: Set<() => void>;
	/** Counts up when its followers are lost. */
	losses: number;
	readonly attending: Map<string, number>;
	readonly queued: GivenCommand[];
}

export interface MemoryEncounters extends Encounters {
	/** The state of a room, as nobody but a test may look at it. */
	readonly stateOf: (roomId: string) => GameState;
	/** Whether what is held of a room is what its entries lead to. */
	readonly validate: (roomId: string) => Promise<{ readonly isConsistent: boolean; readonly hash: string }>;
	/** From now on nothing before this place can be had: readers of older places are `gone`. */
	readonly forget: (roomId: string) => void;
	/** Whoever follows a room now is `gone`. */
	readonly lose: (roomId: string) => void;
}

/** Encounters of one process, which are gone with it. `now` in unix seconds. */
export function createMemoryEncounters(now: () => number = () => Date.now() / 1000): MemoryEncounters {
	const rooms = new Map<string, Room>();
	const created = new Map<string, string>();
	const forgotten = new Map<string, number>();
	let count = 0;

	function find(roomId: string): Room {
		const room = rooms.get(roomId);
		if (room) return room;
		throw new Refusal("not_found", "There is no such room.");
	}

	const stateOf = (room: Room): GameState => room.states.at(-1)!;
	const cursorOf = (roomId: string, offset: number): Cursor => ({ epoch: roomId, offset });

	function give(roomId: string, { id, by, body }: GivenCommand): CommandAnswer {
		const room = find(roomId);
		const whole: CommandBody =
			body.type === "undo" ? { ...body, past: replay(room.entries.slice(0, body.to)) } : body;
		const command: Command = { ...whole, by, at: now(), ...(id !== undefined && { id }) };
		const { result, entry } = planEntry(stateOf(room), command);
		if (entry) append(room, entry);
		return {
			result,
			isRepeated: !entry && id !== undefined,
			cursor: cursorOf(roomId, room.entries.length),
		};
	}

	function append(room: Room, entry: RoomEntry): void {
		room.entries.push(entry);
		room.states.push(applyEntry(stateOf(room), entry));
		for (const wake of [...room.waiting]) wake();
	}

	return {
		async create({ id, dmId, seed = `seed-${count}`, ...rest }) {
			const before = id === undefined ? undefined : created.get(id);
			if (before !== undefined) return { roomId: before };
			count += 1;
			const roomId = `room-${count}`;
			if (id !== undefined) created.set(id, roomId);
			const by: Actor = { kind: "dm", userId: dmId };
			const { result, entry } = planEntry(emptyState(), {
				...rest,
				type: "create",
				interactionId: roomId,
				seed,
				by,
				at: now(),
			});
			if (!result.ok) throw new Refusal("invalid", result.reason);
			const room: Room = {
				entries: [],
				states: [emptyState()],
				waiting: new Set(),
				losses: 0,
				attending: new Map(),
				queued: [],
			};
			rooms.set(roomId, room);
			append(room, entry!);
			return { roomId };
		},
		list: async () =>
			[...rooms]
				.map(([roomId, room]) => {
					const state = stateOf(room);
					return { ...summaryOf(roomId, state), liveStatus: liveStatus(state.status, true) };
				})
				.sort((one, other) => other.lastActivity - one.lastActivity),
		inWorld: async (worldId) =>
			[...rooms]
				.flatMap(([roomId, room]) => placedOf(roomId, stateOf(room)) ?? [])
				.filter(({ place }) => place.worldId === worldId),
		async viewerOf(roomId, userId) {
			return viewerIn(stateOf(find(roomId)), userId);
		},
		async look(roomId, viewer) {
			const room = find(roomId);
			return { cursor: cursorOf(roomId, room.entries.length), view: project(stateOf(room), viewer) };
		},
		async command(roomId, given) {
			const answer = give(roomId, given);
			const room = find(roomId);
			if (given.body.type === "resume" && answer.result.ok) {
				for (const queued of room.queued.splice(0)) give(roomId, queued);
			}
			return answer;
		},
		async *follow(roomId, viewer, { after, signal, seat }) {
			const room = find(roomId);
			const isHeld = after.epoch === roomId && after.offset <= room.entries.length;
			if (!isHeld || after.offset < (forgotten.get(roomId) ?? 0)) {
				throw gone();
			}
			const { losses } = room;
			for (let at = after.offset; !signal.aborted;) {
				if (room.losses !== losses) throw gone();
				const entry = room.entries[at];
				if (!entry) {
					await new Promise<void>((resolve) => {
						const wake = (): void => {
							room.waiting.delete(wake);
							signal.removeEventListener("abort", wake);
							resolve();
						};
						room.waiting.add(wake);
						signal.addEventListener("abort", wake);
					});
					continue;
				}
				if (seat && viewerKey(viewerIn(stateOf(room), seat.userId)) !== viewerKey(seat.viewer)) throw gone();
				at += 1;
				const news = newsOf(entry, room.states[at - 1]!, viewer);
				if (news) yield { ...news, cursor: cursorOf(roomId, at) };
			}
		},
		attend(roomId, userId) {
			const room = find(roomId);
			const { attending } = room;
			const say = (isConnected: boolean): void => {
				give(roomId, { by: SYSTEM, body: { type: "presence", userId, isConnected } });
				if (isConnected || stateOf(room).dmId !== userId) return;
				give(roomId, { by: SYSTEM, body: { type: "pause", reason: DM_LEFT } });
			};
			const before = attending.get(userId) ?? 0;
			attending.set(userId, before + 1);
			if (before === 0) say(true);
			let isOver = false;
			return () => {
				if (isOver) return;
				isOver = true;
				const left = attending.get(userId)! - 1;
				if (left > 0) return void attending.set(userId, left);
				attending.delete(userId);
				say(false);
			};
		},
		async queue(roomId, given) {
			const room = find(roomId);
			const { status, dmId } = stateOf(room);
			if (status !== "paused" || room.attending.has(dmId)) {
				throw new Refusal("conflict", "The room does not wait for its DM.");
			}
			room.queued.push(given);
		},
		queued: async (roomId, userId) =>
			find(roomId).queued.filter(({ by }) => "userId" in by && by.userId === userId),
		stateOf: (roomId) => stateOf(find(roomId)),
		async validate(roomId) {
			const room = find(roomId);
			const hash = hashState(stateOf(room));
			return { isConsistent: hashState(replay(room.entries)) === hash, hash };
		},
		lose(roomId) {
			const room = find(roomId);
			room.losses += 1;
			for (const wake of [...room.waiting]) wake();
		},
		forget: (roomId) => void forgotten.set(roomId, find(roomId).entries.length),
	};
}

function gone(): Refusal {
	return new Refusal("gone", "That place is not held any more.");
}

/** What an entry tells a viewer; undefined if nothing. */
function newsOf(
	{ data: { id, by, events } }: RoomEntry,
	before: GameState,
	viewer: Viewer,
): Omit<RoomNews, "cursor"> | undefined {
	const told: ViewEvent[] = [];
	let state = before;
	for (const event of events) {
		const after = apply(state, event);
		told.push(...projectEvent(event, { before: state, after }, viewer));
		state = after;
	}
	const isOwn = by.kind === "dm" ? viewer.kind === "dm" : by.kind === "player" && isUser(viewer, by.userId);
	const own = isOwn && id !== undefined ? { commandId: id } : {};
	return told.length > 0 || "commandId" in own ? { events: told, ...own } : undefined;
}

function isUser(viewer: Viewer, userId: string): boolean {
	return viewer.kind === "player" && viewer.userId === userId;
}
