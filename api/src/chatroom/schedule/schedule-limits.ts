/** Numbers of the schedule that no deployment has a reason to change: each with its unit and its reason. */

/**
 * Seconds between looks for runs that somebody else began: one question that an index answers. What Redis tells is known
 * at once; without it nobody waits for longer, of some minutes that a run takes.
 */
export const LOOK_SECONDS = 15;

/** Seconds between lines of the log that tell how far a run is. */
export const LOG_SECONDS = 5;

/** Characters of the bar in those lines. */
export const BAR_WIDTH = 20;

/** Runs that are shown where nothing else is asked for, ten days of them, and at most. */
export const SHOWN_RUNS = 20;
export const MOST_SHOWN_RUNS = 200;

/** Users whose old conversations are let go of in one statement: some ten thousand rows, in a part of a second. */
export const LET_GO_USERS = 500;

/** Seconds for which a call to a run stays on Redis once it is answered, so that it is not called twice: a day. */
export const CALL_KEPT_SECONDS = 86_400;
