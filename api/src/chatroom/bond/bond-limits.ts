/** Numbers of the bond with the place that no deployment has a reason to change: each with its unit and its reason. */

/** Seconds between two looks for meetings that are over: how soon the place shows what came of one. */
export const LOOK_SECONDS = 2;

/** Seconds that lines may come after the end of their group: a place sends them by another way than its groups. */
export const LATE_SECONDS = 5;

/** Seconds between two looks into every world there ever was, for what a process that died has left. */
export const LOOK_ALL_SECONDS = 900;

/** Times that what comes of a meeting is tried to be saved where the fault is not the database's absence. */
export const SAVE_TRIES = 5;
