import type { TurnAction } from "../engine/commands.js";
import { project } from "../engine/project.js";
import { participantOf, type GameState } from "../engine/state.js";
import { currentSeat } from "../engine/turns.js";
import type { Rooms } from "../rooms/rooms.js";
import { type EncounterMind, hasMind } from "./encounter-mind.js";
import { MIND_PACE_SECONDS, MIND_SECONDS, MOST_ACTIONS, MOST_THOUGHTS } from "./keeping-limits.js";
import type { TurnName } from "./keeping-entries.js";

export interface MindTurnsDeps {
	readonly rooms: Pick<Rooms, "give" | "state">;
	readonly mind: EncounterMind;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
	/** That it may think. */
	readonly seconds?: number;
}

/** Has minds play their turns, one turn a room at a time. */
export interface MindTurns {
	/** Begins a turn of a room, unless it is under way. Ends another of that room. */
	readonly play: (roomId: string, turn: TurnName) => void;
	/** There is nothing for a mind to do in a room: ends what is under way. */
	readonly drop: (roomId: string) => void;
	/** Resolves when what is under way has ended, at once. */
	readonly stop: () => Promise<void>;
}

interface Playing {
	readonly turn: TurnName;
	readonly ending: AbortController;
	done: Promise<void>;
}

/** The turn that is on, where a mind has something to do in it. */
export function turnOfMind(state: GameState): TurnName | undefined {
	if (state.status !== "active" || !state.turn || minded(state).length === 0) return undefined;
	return { seatId: state.turn.seatId, roundNumber: state.roundNumber };
}

export function isSameTurn(one: TurnName, other: TurnName | undefined): boolean {
	return one.seatId === other?.seatId && one.roundNumber === other.roundNumber;
}

/** Entities in the current seat that minds have yet to play. */
function minded(state: GameState): readonly string[] {
	return (currentSeat(state)?.entityIds ?? []).filter((id) => {
		const one = participantOf(state, id);
		return one?.turnStatus === "active" && hasMind(one);
	});
}

export function createMindTurns({ rooms, mind, report, seconds = MIND_SECONDS }: MindTurnsDeps): MindTurns {
	const playing = new Map<string, Playing>();

	const ask = async (state: GameState, entityId: string, ending: AbortSignal) => {
		const view = project(state, { kind: "mind", entityId });
		const late = new AbortController();
		const signal = AbortSignal.any([ending, late.signal]);
		const timer = setTimeout(() => late.abort(new Error("The mind took too long.")), seconds * 1000);
		try {
			return await unless(signal, (async () => mind(view, entityId, signal))());
		} finally {
			clearTimeout(timer);
		}
	};

	/** Up to what is refused: what comes after it may have rested on it. */
	const act = async ({ roomId, entityId, ending }: Acting, actions: readonly TurnAction[]): Promise<void> => {
		for (const action of actions) {
			await pause(ending);
			const body = { type: "act", action: { ...action, entityId } } as const;
			const { result } = await rooms.give(roomId, { by: { kind: "mind", entityId }, body });
			if (!result.ok) return;
		}
	};

	/** Whatever a mind has not ended passes. */
	const pass = async (roomId: string, { turn, ending }: Playing): Promise<void> => {
		const state = await rooms.state(roomId);
		if (!isSameTurn(turn, turnOfMind(state))) return;
		const left = minded(state);
		const isAll = left.length === currentSeat(state)?.entityIds.length;
		if (isAll) {
			const body = { type: "skipTurn", reason: "absent", turn } as const;
			await rooms.give(roomId, { by: { kind: "system" }, body });
			return;
		}
		for (const entityId of left) await act({ roomId, entityId, ending }, [{ type: "end", entityId }]);
	};

	const think = async (roomId: string, { turn, ending }: Playing): Promise<void> => {
		const thoughts = new Map<string, number>();
		for (;;) {
			const state = await rooms.state(roomId);
			const entityId = minded(state).find((id) => (thoughts.get(id) ?? 0) < MOST_THOUGHTS);
			if (entityId === undefined || !isSameTurn(turn, turnOfMind(state))) return;
			thoughts.set(entityId, (thoughts.get(entityId) ?? 0) + 1);
			const actions = await ask(state, entityId, ending.signal);
			await act({ roomId, entityId, ending }, actions.slice(0, MOST_ACTIONS));
		}
	};

	const run = async (roomId: string, own: Playing): Promise<void> => {
		try {
			await think(roomId, own);
		} catch (error) {
			if (own.ending.signal.aborted) return;
			report("A mind did not play its turn.", { roomId, error });
		}
		await pass(roomId, own);
	};

	const begin = (roomId: string, turn: TurnName): void => {
		const own: Playing = { turn, ending: new AbortController(), done: Promise.resolve() };
		playing.set(roomId, own);
		own.done = run(roomId, own)
			.catch((error: unknown) => {
				// It is begun again with the next look.
				if (!own.ending.signal.aborted) report("A mind's turn could not be passed.", { roomId, error });
			})
			.finally(() => {
				if (playing.get(roomId) === own) playing.delete(roomId);
			});
	};

	return {
		play: (roomId, turn) => {
			const before = playing.get(roomId);
			if (before && isSameTurn(turn, before.turn)) return;
			before?.ending.abort();
			begin(roomId, turn);
		},
		drop: (roomId) => playing.get(roomId)?.ending.abort(),
		stop: async () => {
			const all = [...playing.values()];
			for (const { ending } of all) ending.abort();
			await Promise.all(all.map(({ done }) => done));
		},
	};
}

interface Acting {
	readonly roomId: string;
	readonly entityId: string;
	readonly ending: AbortController;
}

/** What is awaited, unless the signal is aborted before; then nobody waits for it any more. */
async function unless<T>(signal: AbortSignal, awaited: Promise<T>): Promise<T> {
	signal.throwIfAborted();
	let stop = (): void => undefined;
	const aborted = new Promise<never>((_resolve, reject) => {
		stop = () => reject(signal.reason as Error);
		signal.addEventListener("abort", stop, { once: true });
	});
	return Promise.race([awaited, aborted]).finally(() => signal.removeEventListener("abort", stop));
}

async function pause({ signal }: AbortController): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const passing = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, MIND_PACE_SECONDS * 1000);
	});
	await unless(signal, passing).finally(() => clearTimeout(timer));
}
