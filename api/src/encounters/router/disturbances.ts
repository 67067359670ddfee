/** What a test does to those who follow a room. */
export type Disturbance =
	| { readonly kind: "drop" }
	/** News come so many seconds later. */
	| { readonly kind: "delay"; readonly delaySeconds: number };

/** Faults between rooms and their readers, made on purpose. */
export interface Disturbances {
	/** Disturbs a room until a time in unix seconds, in place of what disturbed it. */
	readonly disturb: (roomId: string, disturbance: Disturbance, until: number) => void;
	/** A reader of a room comes. Its signal is aborted when it is dropped: at once while the room is disturbed so. */
	readonly join: (roomId: string) => { readonly signal: AbortSignal; readonly leave: () => void };
	/** Resolves when news may go on to a reader, or `signal` is aborted. */
	readonly delay: (roomId: string, signal: AbortSignal) => Promise<void>;
}

/** `now` in unix seconds. */
export function createDisturbances(now: () => number): Disturbances {
	const disturbed = new Map<string, { readonly disturbance: Disturbance; readonly until: number }>();
	const readers = new Set<{ readonly roomId: string; readonly dropped: AbortController }>();

	function current(roomId: string): Disturbance | undefined {
		const found = disturbed.get(roomId);
		if (found && found.until > now()) return found.disturbance;
		disturbed.delete(roomId);
		return undefined;
	}

	return {
		disturb(roomId, disturbance, until) {
			disturbed.set(roomId, { disturbance, until });
			if (disturbance.kind !== "drop") return;
			for (const reader of readers) if (reader.roomId === roomId) reader.dropped.abort();
		},
		join(roomId) {
			const reader = { roomId, dropped: new AbortController() };
			if (current(roomId)?.kind === "drop") reader.dropped.abort();
			readers.add(reader);
			return { signal: reader.dropped.signal, leave: () => void readers.delete(reader) };
		},
		async delay(roomId, signal) {
			const disturbance = current(roomId);
			if (disturbance?.kind !== "delay" || signal.aborted) return;
			await new Promise<void>((resolve) => {
				const done = (): void => {
					clearTimeout(timer);
					signal.removeEventListener("abort", done);
					resolve();
				};
				const timer = setTimeout(done, disturbance.delaySeconds * 1000);
				signal.addEventListener("abort", done);
			});
		},
	};
}
