/** Numbers of asking another process for experiences. */

/** For one call, its retry included, in milliseconds: who waits at a door for longer has given up. */
export const API_CALL_MS = 5_000;

/** Before the one retry of a call whose connection broke, in milliseconds: a process that is replaced lets go of all at once. */
export const API_RETRY_MS = 100;

/** After which a caller may ask again where the api does not say, in seconds. */
export const API_RETRY_AFTER_SECONDS = 1;

/**
 * Connections to the api, as many as calls that it answers at once without queueing itself: thousands of players who
 * come back together wait here instead, each for milliseconds.
 */
export const API_CONNECTIONS = 64;

/** An idle connection is let go after this, in milliseconds: well before the api does, which would break a call. */
export const API_IDLE_MS = 30_000;

/** Of an answer, in bytes: a shared world of some thousand items is under 1 MiB. */
export const API_ANSWER_BYTES = 8 * 1024 * 1024;

/**
 * Between two questions for one shared world, in milliseconds: all who come in between share an answer, so that
 * thousands of fresh connections cost the api ten looks a second.
 */
export const WORLD_PACE_MS = 100;
