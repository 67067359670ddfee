import type { EventOf } from "./events.js";
import type { GameState } from "./state.js";

/**
 * The state as it was, but for what cannot be taken back: dice that were seen, answers that were given, words that were
 * said, and who is there. The turn has as long as it had left then.
 */
export function restored(
	state: GameState,
	{ state: past, at }: EventOf<"RESTORED"> & { readonly at: number },
): GameState {
	const { roller, answered, chatLog, messageCount, revision } = state;
	const participants = Object.fromEntries(
		Object.entries(past.participants).map(([id, one]) => {
			const isConnected = state.participants[id]?.isConnected ?? one.isConnected;
			return [id, { ...one, isConnected }];
		}),
	);
	const shift = at - past.timestamp;
	const turn = past.turn && {
		...past.turn,
		startedAt: past.turn.startedAt + shift,
		endsAt: past.turn.endsAt === null ? null : past.turn.endsAt + shift,
	};
	return { ...past, participants, turn, roller, answered, chatLog, messageCount, revision };
}
