/** Numbers of the tables of encounters, each with its unit and why it is what it is. */

/**
 * After an entry its room is recorded with all that has come by then: soon at a turning point, whose state is put aside;
 * otherwise as tables are read, afterwards and not live. At a move a second in each of a hundred rooms a transaction for
 * each move would take a third of what they all cost (measured by `bench/encounters.bench.ts`).
 */
export const RECORD_DELAY_MS = { soon: 500, usual: 5_000 };

/** Entries that are recorded at a time: some hundred kilobytes. */
export const RECORD_BATCH = 256;

/** Between two looks for rooms that a process which is gone has left unrecorded. */
export const CATCH_UP_SECONDS = 600;
