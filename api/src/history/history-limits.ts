/** Numbers of what is kept of the past: each with its unit and why it is what it is. */

/**
 * Forms of records that the history of one world holds in memory: at some 200 bytes each, 100 MB for a world
 * of 5,000 members of whom all move in each of the last hundred ticks. What is older is worked out from the stores.
 */
export const MAX_VERSIONS = 500_000;

/** Ticks of a world on the embedded stores: as many as its log holds by default. */
export const MAX_HELD_TICKS = 20_000;

/** Bytes of a world's ticks on the embedded stores: as much as its log may take by default. */
export const MAX_HELD_BYTES = 256 * 1024 * 1024;

/** Snapshots of one answer. */
export const SNAPSHOTS_PAGE = 1_000;

/** Ticks handed to a store, or taken from it, at a time: enough to be quick, few enough to leave room for others. */
export const TICKS_A_BATCH = 16;

/** Characters of ticks handed to a store at a time, however few ticks that are: what Redis takes in a blink. */
export const CHARACTERS_A_BATCH = 4 * 1024 * 1024;

/** States of the past that were worked out, kept per world: somebody who looks at one looks at its neighbours. */
export const PAST_STATES = 8;

/** Until a store that failed is tried again: from the first failure to each one after it. */
export const STORE_RETRY_MS = { first: 100, most: 2_000 } as const;

/** A command of Redis that takes longer counts as failed. */
export const REDIS_SNAPSHOT_MS = 2_000;
