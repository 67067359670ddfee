/** Numbers of what is told at once that no deployment has a reason to change: each with its unit and its reason. */

/** Seconds for which a user counts as followed after a reader was last seen: whoever was cut off is back by then. */
export const FOLLOWED_SECONDS = 60;

/** Seconds between two times that readers are seen: one that fails is made up for by the next. */
export const RENEW_SECONDS = 20;

/** Seconds by which the clocks of two machines may differ without anything being left untold. */
export const CLOCK_SLACK_SECONDS = 10;
