import type { Clock } from "./clock.js";

/** A task that can be ended from outside. */
export interface Abortable<T> {
	/** As the task ends. One that is aborted and does not heed it is not waited for: rejects with the reason. */
	readonly done: Promise<T>;
	readonly abort: (reason: Error) => void;
}

/** For a task to end by itself once it is aborted, with what it has to say of it. */
const GRACE_MS = 250;

/**
 * Runs a task with a signal that is aborted by `abort`, by `stop` with its reason, and when the task has ended.
 * `AbortSignal.any` would make such a signal too, but one that Node 20 may collect before it fires.
 */
export function abortable<T>(
	clock: Clock,
	stop: AbortSignal,
	task: (signal: AbortSignal) => Promise<T>,
): Abortable<T> {
	const controller = new AbortController();
	const { signal } = controller;
	let stopGrace: (() => void) | undefined;
	let isOver = false;
	const unheeded = new Promise<never>((_resolve, reject) => {
		signal.addEventListener("abort", () => {
			if (!isOver) stopGrace = clock.after(GRACE_MS, () => reject(signal.reason as Error));
		});
	});
	const follow = (): void => controller.abort(stop.reason);
	stop.addEventListener("abort", follow);
	if (stop.aborted) follow();
	const done = Promise.race([task(signal), unheeded]).finally(() => {
		isOver = true;
		stopGrace?.();
		stop.removeEventListener("abort", follow);
		controller.abort();
	});
	return { done, abort: (reason) => controller.abort(reason) };
}
