/** Numbers of runs that no deployment has a reason to change: each with its unit and its reason. */

/** Users of one transaction: some tens of milliseconds, so that nobody who wants one of their rows waits for long. */
export const BATCH_USERS = 100;

/** The same, where words are found at a price: what a process that dies had found words for is paid for again. */
export const WRITTEN_BATCH_USERS = 10;

/** Seconds that a shard is a worker's, counted anew with each batch: far longer than one takes, and soon over. */
export const LEASE_SECONDS = 15;

/** Milliseconds between two looks for a shard, where others have them all. */
export const LOOK_MS = 200;

/** Milliseconds before a call to a database that was away is tried again: at first, and at most. */
export const FIRST_RETRY_MS = 100;
export const MOST_RETRY_MS = 2_000;

/** Seconds between two tellings of how far it is. */
export const PROGRESS_SECONDS = 1;

/** Conversations that are put into words at the same time, where that is not done at once. */
export const LINES_AT_ONCE = 8;
