/** Numbers of what rooms do by themselves, each with its unit and why it is what it is. */

/** Between two looks at who is there: well within what the leases below are made of. */
export const LOOK_MS = 500;

/** A process that holds connections says that it is alive this often. */
export const BEAT_SECONDS = 1;

/**
 * A process that was not heard of for so long is gone, and its connections with it: five beats and a half, so that a
 * busy moment is no death. With the grace below, those who were connected at a killed one are gone within ten seconds.
 */
export const LEASE_SECONDS = 5.5;

/**
 * Another mind is asked where the process that asks one was not heard of for so long: sooner than its connections are
 * given up, since a table waits for the turn, and nothing is lost where both minds play it.
 */
export const MIND_LEASE_SECONDS = 3.5;

/** For so long a user without a connection is still there: a page that is loaded anew, a line that is cut, is no drop. */
export const GRACE_SECONDS = 3;

/** Actions that wait in one room for its DM: more than a table means to do meanwhile, few enough to run in a moment. */
export const MOST_QUEUED = 64;

/** Of one player: what one turn holds, and then some. */
export const MOST_QUEUED_EACH = 8;

/** That a mind may think before its turn passes: a table does not wait longer for anybody. */
export const MIND_SECONDS = 10;

/** Writes that may wait for the one topic of all rooms: as many as are begun at once, when a service opens its doors. */
export const MOST_WAITING = 4_096;

/** Between two things that a mind does: people follow them, and NPCs among themselves fill no log. */
export const MIND_PACE_SECONDS = 0.6;

/** Times that a mind is asked for one entity in one turn, each time with what it sees by then. */
export const MOST_THOUGHTS = 4;

/** That a mind does of one answer: more than a turn holds. */
export const MOST_ACTIONS = 12;

/** The longest that a timer of Node's can be set to, some 24 days. */
export const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * A room that may be under way is held for so long after it is not: whoever said so may still be about to begin it, and
 * no command takes that long.
 */
export const REST_SECONDS = 30;

/** Before a turn's end is told anew that could not be told. */
export const TELL_AGAIN_MS = 250;
