/** Numbers of experiences that no deployment has a reason to change: each with its unit and its reason. */

/** Of one experience: its shared state is one row, and told as one message to whoever comes. */
export const MAX_LOCATIONS = 100;
export const MAX_ITEMS = 500;
export const MAX_QUESTS = 50;

/** Seconds for which an action is known by its id: a client that was away for a night is still answered the same. */
export const ACTION_KEPT_SECONDS = 86_400;

/** Deeds that are done in one transaction: it holds the rows of all of them, for a few milliseconds. */
export const DEEDS_AT_ONCE = 64;

/** Seconds that a narrator has for one narration, before another may take it over: twice what a slow mind is given. */
export const LEASE_SECONDS = 60;

/** Players of whom a process remembers where they stood last, so that who stands still costs no call. */
export const MAX_STANDING = 10_000;

/** Times that a state is read again whose place in the log is not known any more by the time it was read. */
export const VIEW_TRIES = 5;
