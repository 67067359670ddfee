import type { Clock } from "../../shared/util/ports";

/** Called by long work at points where it may be interrupted; it returns when the work may go on. */
export type Pause = () => void;

/** Work that is done a slice at a time. */
export interface Sliced<T> {
	/**
	 * Goes on until the work is done or `budgetMs` milliseconds are used up, and always gets at least one point
	 * further. The result, once there is one; an error of the work is thrown here.
	 */
	readonly step: (budgetMs: number) => T | undefined;
}

const MS_PER_SECOND = 1000;

/** Spreads `work` over as many steps as their budgets ask for. Nothing runs before the first step. */
export function sliced<T extends defined>(
	work: (pause: Pause) => T,
	clock: Pick<Clock, "seconds">,
): Sliced<T> {
	let deadline = 0;
	let result: T | undefined;
	const thread = coroutine.create(() => {
		result = work(() => {
			if (clock.seconds() >= deadline) coroutine.yield();
		});
	});
	return {
		step: (budgetMs) => {
			if (result !== undefined) return result;
			deadline = clock.seconds() + budgetMs / MS_PER_SECOND;
			const [ok, problem] = coroutine.resume(thread);
			if (!ok) error(problem, 0);
			return result;
		},
	};
}

/** For work that is to be done in one go. */
export const neverPause: Pause = () => {};
