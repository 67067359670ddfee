import type { GameState } from "../engine/state.js";
import type { Rooms } from "../rooms/rooms.js";
import { LONGEST_TIMER_MS, TELL_AGAIN_MS } from "./keeping-limits.js";
import { isOfTheLog } from "./of-the-log.js";

export interface TurnTimersDeps {
	readonly give: Rooms["give"];
	/** Unix seconds. */
	readonly now: () => number;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** Tells rooms that the time of a turn is up. Several processes may: the room skips it once. */
export interface TurnTimers {
	/** A room is like this now. */
	readonly note: (roomId: string, state: GameState) => void;
	/** A room is not to be looked after any more. */
	readonly drop: (roomId: string) => void;
	readonly stop: () => void;
}

interface Due {
	readonly seatId: string;
	readonly roundNumber: number;
	/** Unix seconds. */
	readonly endsAt: number;
	timer?: NodeJS.Timeout;
}

export function createTurnTimers({ give, now, report }: TurnTimersDeps): TurnTimers {
	const armed = new Map<string, Due>();

	const set = (roomId: string, due: Due, milliseconds: number): void => {
		due.timer = setTimeout(() => void ring(roomId, due), Math.min(milliseconds, LONGEST_TIMER_MS));
	};

	/** Timers may ring a moment early, and cannot be set for longer than some weeks. */
	const wait = (roomId: string, due: Due): void => {
		set(roomId, due, Math.max(0, Math.ceil((due.endsAt - now()) * 1000)));
	};

	const ring = async (roomId: string, due: Due): Promise<void> => {
		if (now() < due.endsAt) return wait(roomId, due);
		const { seatId, roundNumber } = due;
		try {
			await give(roomId, { by: { kind: "system" }, body: { type: "timeOut", seatId, roundNumber } });
		} catch (error) {
			if (!isOfTheLog(error)) report("A turn could not be ended.", { roomId, error });
		}
		// Of a turn that has ended the room has told.
		if (armed.get(roomId) === due) set(roomId, due, TELL_AGAIN_MS);
	};

	const drop = (roomId: string): void => {
		clearTimeout(armed.get(roomId)?.timer);
		armed.delete(roomId);
	};

	return {
		note: (roomId, { status, turn, roundNumber }) => {
			const before = armed.get(roomId);
			if (status !== "active" || turn?.endsAt == null) return drop(roomId);
			const { seatId, endsAt } = turn;
			if (before?.seatId === seatId && before.roundNumber === roundNumber && before.endsAt === endsAt) return;
			drop(roomId);
			const due: Due = { seatId, roundNumber, endsAt };
			armed.set(roomId, due);
			wait(roomId, due);
		},
		drop,
		stop: () => {
			for (const roomId of [...armed.keys()]) drop(roomId);
		},
	};
}
