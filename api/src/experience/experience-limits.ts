/** Numbers of experiences that no deployment has a reason to change: each with its unit and its reason. */

/** Of one experience: its shared state is one row, and told as one message to whoever comes. */
export const MAX_LOCATIONS = 100;
export const MAX_ITEMS = 500;
export const MAX_QUESTS = 50;

/** Seconds for which an action is known by its id: a client that was away for a night is still answered the same. */
export const ACTION_KEPT_SECONDS = 86_400;

/** Calls to the database at the same time: the pool has eight connections, and the archive needs some too. */
export const DATABASE_CALLS = 6;

/**
 * Calls that may wait for those, and deeds of one experience: 1,000 players who come at once have room, and are through in seconds. Beyond, they
 * are refused while others still get an answer.
 */
export const WAITING_CALLS = 4_000;

/** Deeds that are done in one transaction: it holds the rows of all of them, for a few milliseconds. */
export const DEEDS_AT_ONCE = 64;

/** Rows of the outbox that are told at a time. */
export const OUTBOX_PAGE = 256;

/** Milliseconds after which rows that were told are deleted, those of many messages together. */
export const DISCARD_AFTER_MS = 100;

/** Topics that a sweep looks after at a time. */
export const SWEEP_TOPICS = 1_000;

/** Seconds that a row is left to the process that saved it, before a sweep tells it: far longer than that takes. */
export const SWEEP_AFTER_SECONDS = 3;

/** Seconds without a call after which a topic is let go from memory. */
export const IDLE_SECONDS = 600;

/** Seconds that a narrator has for one narration, before another may take it over: twice what a slow mind is given. */
export const LEASE_SECONDS = 60;

/** Players of whom a process remembers where they stood last, so that who stands still costs no call. */
export const MAX_STANDING = 10_000;

/** Times that a state is read again whose place in the log is not known any more by the time it was read. */
export const VIEW_TRIES = 5;
