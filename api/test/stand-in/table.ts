import type { Actor, Command } from "../../src/encounters/engine/commands.js";
import { projectEvent } from "../../src/encounters/engine/project-event.js";
import { project } from "../../src/encounters/engine/project.js";
import { apply } from "../../src/encounters/engine/apply.js";
import { applyEntry, planEntry, type RoomEntry } from "../../src/encounters/engine/replay.js";
import { emptyState, everyone, type GameState, type Result } from "../../src/encounters/engine/state.js";
import type { GameView, ViewEvent, Viewer } from "../../src/encounters/engine/view.js";
import type { RoomCommand, RoomSummary } from "../../src/encounters/encounters.js";

/** All that one entry tells one viewer. */
export interface TableNews {
	readonly entry: number;
	readonly events: readonly ViewEvent[];
	readonly commandId?: string;
}

/** A room in memory on the real engine. */
export interface StandInTable {
	readonly roomId: string;
	readonly state: () => GameState;
	readonly viewerOf: (userId: string) => Viewer;
	readonly look: (userId: string) => GameView;
	readonly give: (userId: string, body: RoomCommand, id?: string) => Result;
	/** What a user is told of the entries after one. */
	readonly newsAfter: (userId: string, entry: number) => readonly TableNews[];
	/** Calls back after each entry; returns the stop. */
	readonly watch: (listener: () => void) => () => void;
	readonly summary: () => RoomSummary;
	/** Puts off turns that ran out of time. */
	readonly expire: () => void;
}

export function createTable(create: Extract<Command, { type: "create" }>): StandInTable {
	const roomId = create.interactionId;
	const states: GameState[] = [emptyState()];
	const entries: RoomEntry[] = [];
	const listeners = new Set<() => void>();
	const state = (): GameState => states.at(-1)!;

	function run(command: Command): Result {
		const { result, entry } = planEntry(state(), command);
		if (entry) {
			entries.push(entry);
			states.push(applyEntry(state(), entry));
			for (const listener of listeners) listener();
		}
		return result;
	}
	run(create);

	function viewerOf(userId: string): Viewer {
		if (userId === state().dmId) return { kind: "dm" };
		const isPlayer = everyone(state()).some((one) => one.userId === userId);
		return isPlayer ? { kind: "player", userId } : { kind: "watcher" };
	}

	function newsOf(userId: string, number: number): TableNews {
		const { events, id, by } = entries[number - 1]!.data;
		const viewer = viewerOf(userId);
		let before = states[number - 1]!;
		const told = events.flatMap((event) => {
			const after = apply(before, event);
			const shown = projectEvent(event, { before, after }, viewer);
			before = after;
			return shown;
		});
		const isOwn = "userId" in by && by.userId === userId;
		return { entry: number, events: told, ...(isOwn && id !== undefined && { commandId: id }) };
	}

	return {
		roomId,
		state,
		viewerOf,
		look: (userId) => project(state(), viewerOf(userId)),
		give(userId, body, id) {
			const by: Actor = userId === state().dmId ? { kind: "dm", userId } : { kind: "player", userId };
			const whole = body.type === "undo" ? { ...body, past: states[body.to] ?? emptyState() } : body;
			return run({ ...whole, by, at: Date.now() / 1000, ...(id !== undefined && { id }) });
		},
		newsAfter: (userId, entry) => entries.slice(entry).map((_, index) => newsOf(userId, entry + index + 1)),
		watch(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		summary() {
			const { status, settings, dmId, roundNumber, timestamp, participants } = state();
			const view = project(state(), { kind: "watcher" });
			const seat = view.initiativeOrder[view.currentTurnIndex];
			const turnOf =
				view.turn && (seat ? seat.entityIds.map((id) => participants[id]!.name).join(", ") : "?");
			const users = everyone(state()).flatMap(({ userId, isConnected }) =>
				isConnected ? (userId ?? []) : [],
			);
			return {
				roomId,
				title: settings.title,
				liveStatus: status === "waiting" ? "idle" : status === "active" ? "live" : status,
				status,
				dmId,
				roundNumber,
				...(turnOf !== null && { turnOf }),
				participants: Object.keys(view.participants).length,
				connected: [...new Set(users)],
				lastActivity: timestamp,
			};
		},
		expire() {
			const { turn, roundNumber } = state();
			if (turn?.endsAt == null || turn.endsAt > Date.now() / 1000) return;
			const by = { kind: "system" } as const;
			run({ type: "timeOut", seatId: turn.seatId, roundNumber, by, at: Date.now() / 1000 });
		},
	};
}
