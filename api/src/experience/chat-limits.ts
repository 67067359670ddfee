/** Numbers of chat and narration that no deployment has a reason to change: each with its unit and its reason. */

/** Seconds: a message is narrated within a few; whoever waited for longer goes on at its player's events. */
export const CHAT_STREAM_SECONDS = 300;

/** Narrations under way in one process: many models wait for one another beyond a few. */
export const NARRATIONS_AT_ONCE = 8;

/** Between two looks for narrations that nobody was woken for, as after a crash: a player has not given up by then. */
export const NARRATION_SWEEP_SECONDS = 5;

/** Seconds that a mind has for one narration; shorter than its lease, so that nobody else begins it meanwhile. */
export const NARRATION_SECONDS = 45;
