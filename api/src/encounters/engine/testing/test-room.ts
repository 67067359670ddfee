import { expect } from "vitest";
import type { Actor, Command, CommandBody, NewParticipant, TurnAction } from "../commands.js";
import { applyEntry, planEntry, replay, type RoomEntry } from "../replay.js";
import { emptyState, type GameState, type Result } from "../state.js";

export const DM: Actor = { kind: "dm", userId: "dm" };
export const SYSTEM: Actor = { kind: "system" };

export function player(userId: string): Actor {
	return { kind: "player", userId };
}

/** A state that nobody can change, so that whoever tries is found. */
export function frozen<T>(value: T): T {
	if (value !== null && typeof value === "object" && !Object.isFrozen(value)) {
		Object.freeze(value);
		for (const inner of Object.values(value)) frozen(inner);
	}
	return value;
}

/** A room without anything around it: its log is a list. */
export function testRoom({ seed = "seed", rows = openRows(12, 12), turnSeconds }: RoomOptions = {}) {
	let state = frozen(emptyState());
	const entries: RoomEntry[] = [];
	const room = {
		now: 1_000,
		entries,
		state: (): GameState => state,
		give(body: CommandBody, by: Actor = DM, id?: string): Result {
			const command: Command = { ...body, by, at: room.now, ...(id !== undefined && { id }) };
			const { result, entry } = planEntry(state, frozen(command));
			if (entry) {
				// As the log has it: what does not survive being written is no part of it.
				const kept = JSON.parse(JSON.stringify(entry)) as RoomEntry;
				entries.push(kept);
				state = frozen(applyEntry(state, frozen(kept)));
			}
			return result;
		},
		/** Has to go well. */
		do(body: CommandBody, by: Actor = DM): void {
			expect(room.give(body, by)).toEqual({ ok: true });
		},
		act(action: TurnAction, by: Actor = DM): Result {
			return room.give({ type: "act", action }, by);
		},
		end(entityId: string): void {
			room.do({ type: "act", action: { type: "end", entityId } });
		},
		/** The state after so many entries, as a room finds it in its log. */
		past: (to: number): GameState => frozen(replay(entries.slice(0, to))),
		/** Who has the turn. */
		current: (): string | undefined => state.initiativeOrder[state.currentTurnIndex]?.seatId,
		order: (): readonly string[] => state.initiativeOrder.map(({ seatId }) => seatId),
	};
	const mapState = { width: rows[0]!.length, height: rows.length, rows };
	room.do({
		type: "create",
		interactionId: "room",
		seed,
		mapState,
		...(turnSeconds !== undefined && { turnSeconds }),
	});
	return room;
}

interface RoomOptions {
	readonly seed?: string;
	readonly rows?: readonly string[];
	readonly turnSeconds?: number;
}

export type TestRoom = ReturnType<typeof testRoom>;

export function openRows(width: number, height: number): readonly string[] {
	return Array.from({ length: height }, () => ".".repeat(width));
}

export const SWORD = {
	attackId: "sword",
	name: "Sword",
	kind: "melee",
	bonus: 5,
	range: 1,
	damage: [{ dice: "1d8+3", type: "slashing" }],
} as const;

export const BOW = {
	attackId: "bow",
	name: "Bow",
	kind: "ranged",
	bonus: 5,
	range: 6,
	longRange: 20,
	damage: [{ dice: "1d6+3", type: "piercing" }],
} as const;

/** A fighter of sorts. */
export function someone(entityId: string, given: Partial<NewParticipant> = {}): NewParticipant {
	return {
		entityId,
		entityType: "monster",
		name: `The ${entityId}`,
		maxHP: 20,
		position: { x: 0, y: 0 },
		attacks: [SWORD, BOW],
		...given,
	};
}

/** A room under way with these, who act in the order they are given in. */
export function roomWith(
	those: readonly (Partial<NewParticipant> & { readonly entityId: string })[],
	options: RoomOptions = {},
): TestRoom {
	const room = testRoom(options);
	for (const [at, one] of those.entries()) {
		const usual = { position: { x: at, y: 0 }, initiative: 100 - at };
		room.do({ type: "addParticipant", participant: someone(one.entityId, { ...usual, ...one }) });
	}
	room.do({ type: "start" });
	return room;
}
