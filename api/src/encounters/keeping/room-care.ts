import type { FoldedTopic } from "../../log/folded-topic.js";
import type { GivenCommand, RoomCommand } from "../encounters.js";
import type { GameState } from "../engine/state.js";
import type { Rooms } from "../rooms/rooms.js";
import { REST_SECONDS } from "./keeping-limits.js";
import type { Kept } from "./kept.js";
import type { KeepingEntry, TurnName } from "./keeping-entries.js";
import { isSameTurn, type MindTurns, turnOfMind } from "./mind-turns.js";
import { runQueued } from "./queued-commands.js";
import { isTakenFor, stateOf } from "./settle-user.js";

/** After these a room may be under way that was not before. */
const BEGINS: ReadonlySet<RoomCommand["type"]> = new Set(["start", "resume", "undo"]);

export interface RoomCareDeps {
	readonly rooms: Pick<Rooms, "give" | "giveUnlessPaused" | "state">;
	readonly minds: MindTurns;
	/** This process. */
	readonly process: string;
	/** A room's state, where it is in memory. */
	readonly known: (roomId: string) => GameState | undefined;
	/** User ids of those who are connected to this process. */
	readonly here: (roomId: string) => Iterable<string>;
	/** Whether a process that has a mind play is not heard of any more. */
	readonly isAbsent: (kept: Kept, process: string) => boolean;
	/** Unix seconds. */
	readonly now: () => number;
	readonly newMark: () => string;
}

type Topic = FoldedTopic<Kept, KeepingEntry>;

/** Looks after rooms, one at a time. */
export interface RoomCare {
	/** Does what is to be done in a room, as it is now. Rejects where the log cannot: then it is done the next time. */
	readonly tend: (topic: Topic, roomId: string) => Promise<void>;
	/**
	 * Says beforehand that a room may be under way after a command, so that whoever is left will look after it, however
	 * soon this process ends. Rejects like `Rooms.state`.
	 */
	readonly announce: (topic: Topic, roomId: string, given: GivenCommand) => Promise<void>;
}

/** Whether a command is announced. */
export function mayBegin({ body }: GivenCommand): boolean {
	return BEGINS.has(body.type);
}

export function createRoomCare(deps: RoomCareDeps): RoomCare {
	const { rooms, minds, process, known, here, isAbsent, now, newMark } = deps;
	/** By room: the mark that it is known by, and since when. */
	const marks = new Map<string, { readonly mark: string; readonly since: number }>();

	const mark = (topic: Topic, roomId: string): Promise<void> =>
		topic.write(() => ({
			entries: [{ type: "live", data: { roomId, mark: newMark() } }],
			result: undefined,
		}));

	/** A mark that came meanwhile is of somebody who is about to begin the room, and stays. */
	const rest = async (topic: Topic, roomId: string, live: string): Promise<void> => {
		if (marks.get(roomId)?.mark !== live) marks.set(roomId, { mark: live, since: now() });
		if (now() - marks.get(roomId)!.since < REST_SECONDS) return;
		if ((await stateOf(rooms, roomId))?.status === "active") return;
		await topic.write((kept) => ({
			entries: kept.rooms.get(roomId)?.live === live ? [{ type: "rest", data: { roomId, mark: live } }] : [],
			result: undefined,
		}));
		marks.delete(roomId);
	};

	const welcome = async (roomId: string, state: GameState): Promise<void> => {
		for (const userId of here(roomId)) {
			if (!isTakenFor(state, userId, false)) continue;
			const body = { type: "presence", userId, isConnected: true } as const;
			await rooms.give(roomId, { by: { kind: "system" }, body });
		}
	};

	/** Of several processes one has the mind think, until it is not heard of any more. */
	const think = async (topic: Topic, roomId: string, turn: TurnName): Promise<void> => {
		const thinker = (kept: Readonly<Kept>): string | undefined => {
			const thinking = kept.rooms.get(roomId)?.thinking;
			const isOfTurn = thinking && isSameTurn(turn, thinking.turn);
			return isOfTurn && !isAbsent(kept, thinking.process) ? thinking.process : undefined;
		};
		if (thinker(topic.state) === undefined) {
			await topic.write((kept) => ({
				entries:
					thinker(kept) === undefined
						? [
								{ type: "alive", data: { process } },
								{ type: "thinking", data: { process, roomId, turn } },
							]
						: [],
				result: undefined,
			}));
		}
		if (thinker(topic.state) === process) minds.play(roomId, turn);
	};

	return {
		tend: async (topic, roomId) => {
			const kept = topic.state.rooms.get(roomId);
			const state = known(roomId) ?? (kept && (await stateOf(rooms, roomId)));
			const isActive = state?.status === "active";
			if (!isActive && kept?.live !== undefined) await rest(topic, roomId, kept.live);
			if (!state) return;
			if (isActive && kept?.live === undefined) await mark(topic, roomId);
			await welcome(roomId, state);
			if (kept && kept.queued.length > 0 && state.status !== "paused")
				await runQueued({ rooms, topic }, roomId);
			const turn = turnOfMind(state);
			if (turn) await think(topic, roomId, turn);
			else minds.drop(roomId);
		},
		announce: async (topic, roomId, { by }) => {
			const { dmId } = await rooms.state(roomId);
			if (by.kind === "dm" && by.userId === dmId) await mark(topic, roomId);
		},
	};
}
