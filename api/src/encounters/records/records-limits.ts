/** Numbers of the tables of encounters, each with its unit and why it is what it is. */

/** After an entry its room is recorded with all that has come by then: tables are read afterwards, not live. */
export const RECORD_DELAY_MS = 500;

/** Entries that are recorded at a time: some hundred kilobytes. */
export const RECORD_BATCH = 256;

/** Between two looks for rooms that a process which is gone has left unrecorded. */
export const CATCH_UP_SECONDS = 600;
