/** Numbers of what is saved and told that no deployment has a reason to change: each with its unit and its reason. */

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
