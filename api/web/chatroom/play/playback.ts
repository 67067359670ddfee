import type { Clock } from "../../../client/clock.js";

/** From one line to the next: time to read it, and for the next one to be typed. */
export const LINE_MS = 1_000;

/** How far a conversation is played. */
export interface Frame {
	/** Lines that are shown. While it is not at its end the next one is being typed. */
	readonly shown: number;
	/** All lines are shown, and what came of them. */
	readonly isEnded: boolean;
	/** It stands until it is told to go on. */
	readonly isPaused: boolean;
}

/** Shows the lines of a conversation one after the other. */
export interface Playback {
	/** The same one while nothing has changed. */
	readonly frame: () => Frame;
	/** Calls `listener` after each change; returns the stop. */
	readonly subscribe: (listener: () => void) => () => void;
	/** Goes on from where it stands, until the stop that it returns. */
	readonly start: () => () => void;
	readonly pause: () => void;
	readonly resume: () => void;
	/** Shows the rest at once. */
	readonly skip: () => void;
	/** Begins anew. */
	readonly replay: () => void;
}

export interface PlaybackOptions {
	/** Lines that there are. */
	readonly lines: number;
	/** Shown whole from the beginning: it has been read, or motion is not wanted. */
	readonly isWhole: boolean;
	readonly clock: Clock;
}

/** How far it is after it has run for so long: a line each second, and a second after the last one what came of them. */
export function frameAt(ranMs: number, lines: number): Pick<Frame, "shown" | "isEnded"> {
	const steps = Math.floor(ranMs / LINE_MS);
	return { shown: Math.min(steps, lines), isEnded: steps > lines };
}

export function createPlayback({ lines, isWhole, clock }: PlaybackOptions): Playback {
	const listeners = new Set<() => void>();
	const WHOLE_MS = (lines + 1) * LINE_MS;
	/** How long it ran before `since`, when it began to run; undefined while it stands. */
	let ranMs = isWhole ? WHOLE_MS : 0;
	let since: number | undefined;
	let isStarted = false;
	let isPaused = false;
	let cancel = (): void => undefined;
	let frame: Frame = { ...frameAt(ranMs, lines), isPaused };

	const ran = (): number => ranMs + (since === undefined ? 0 : clock.now() - since);

	function show(): void {
		const next: Frame = { ...frameAt(ran(), lines), isPaused };
		const isSame =
			next.shown === frame.shown && next.isEnded === frame.isEnded && next.isPaused === frame.isPaused;
		if (isSame) return;
		frame = next;
		for (const listener of [...listeners]) listener();
	}

	/** Stands or runs, as is wanted; while it runs, looks again when the next line is due. */
	function settle(): void {
		cancel();
		ranMs = ran();
		since = undefined;
		show();
		if (!isStarted || isPaused || frame.isEnded) return;
		since = clock.now();
		cancel = clock.after(LINE_MS - (ranMs % LINE_MS), settle);
	}

	function jump(toMs: number): void {
		ranMs = toMs;
		since = undefined;
		isPaused = false;
		settle();
	}

	return {
		frame: () => frame,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		start() {
			isStarted = true;
			settle();
			return () => {
				isStarted = false;
				settle();
			};
		},
		pause() {
			isPaused = true;
			settle();
		},
		resume() {
			isPaused = false;
			settle();
		},
		skip: () => jump(WHOLE_MS),
		replay: () => jump(0),
	};
}
