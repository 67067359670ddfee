/** The place that something has among the others of its lane. */
export interface Turn {
	/**
	 * Ends the turn: `act` runs once every earlier turn of the lane has ended. False where it had ended before; then
	 * `act` is not run.
	 */
	readonly finish: (act?: () => void) => boolean;
}

/** Work that is begun at once and ends whenever it ends, but takes effect in the order in which it was begun. */
export interface Lanes {
	readonly take: (lane: string) => Turn;
}

interface Waiting {
	isDone: boolean;
	act?: () => void;
}

/** Lanes without anything in them; a lane that is empty again is forgotten. */
export function createLanes(): Lanes {
	const lanes = new Map<string, Waiting[]>();

	const release = (lane: string, queue: Waiting[]) => {
		while (!queue.isEmpty() && queue[0]!.isDone) {
			const first = queue.shift()!;
			// Forgotten before it acts, so that what it sets off finds the lane as it is.
			if (queue.isEmpty()) lanes.delete(lane);
			first.act?.();
		}
	};

	return {
		take: (lane) => {
			const queue = lanes.get(lane) ?? [];
			const waiting: Waiting = { isDone: false };
			queue.push(waiting);
			lanes.set(lane, queue);
			return {
				finish: (act) => {
					if (waiting.isDone) return false;
					waiting.isDone = true;
					waiting.act = act;
					release(lane, queue);
					return true;
				},
			};
		},
	};
}
