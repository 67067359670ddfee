import { apply } from "./apply.js";
import type { Deed, EventBody, GameEvent, ParticipantChanges } from "./events.js";
import {
	participantOf,
	type GameState,
	type Participant,
	type Rejection,
	type RejectionCode,
} from "./state.js";

/** A state that is being led on: each event is applied as it is told, so that the next is decided on what it left. */
export interface Draft {
	readonly at: number;
	readonly state: () => GameState;
	readonly events: () => readonly GameEvent[];
	readonly tell: (event: EventBody) => void;
	/** Whole fields of a participant. */
	readonly change: (entityId: string, changes: ParticipantChanges) => void;
	readonly deed: (deed: Deed) => void;
	/** A participant who is known to be there. */
	readonly one: (entityId: string) => Participant;
}

export function createDraft(from: GameState, at: number): Draft {
	let state = from;
	const events: GameEvent[] = [];
	const tell = (body: EventBody) => {
		const event: GameEvent = { ...body, at };
		events.push(event);
		state = apply(state, event);
	};
	return {
		at,
		state: () => state,
		events: () => events,
		tell,
		change: (entityId, changes) => {
			tell({ type: "STATE_DELTA", delta: { type: "participant", entityId, changes } });
		},
		deed: (deed) => {
			tell({ type: "ACTED", deed });
		},
		one: (entityId) => {
			const one = participantOf(state, entityId);
			if (!one) throw new RangeError(`No participant ${entityId}.`);
			return one;
		},
	};
}

export function refuse(code: RejectionCode, reason: string): Rejection {
	return { code, reason };
}
