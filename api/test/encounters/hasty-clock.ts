import { type Clock, systemClock } from "../../client/clock.js";

/** The client's own patience is for the world outside: here its back-off of seconds passes so much faster. */
const HASTE = 30;

/**
 * Waits for an answer, for an opening or for a sign of life, of many seconds, are shortened less: on a busy machine the
 * service may take seconds indeed, and who asks ever anew before it answers keeps it busy.
 */
const WAIT_MILLISECONDS = 10_000;
const WAIT_HASTE = 5;

export const hastyClock: Clock = {
	now: () => systemClock.now() * HASTE,
	after: (ms, run) => systemClock.after(ms / (ms < WAIT_MILLISECONDS ? HASTE : WAIT_HASTE), run),
};
