/** Numbers of the edge of encounters: each with its unit and why it is what it is. */

/** Of a call or a frame: a map of 200 × 200 cells is 40 kB, and a party's sheets are less. */
export const MOST_CALL_BYTES = 64 * 1024;

/** Calls in one request: tRPC's own client sends what has waited for a connection together, its subscriptions too. */
export const MOST_BATCH = 64;

/** Calls of one user that may come at once: a page that comes back and sends what it kept. */
export const CALLS_AT_ONCE = 60;

/** Calls of one user a second, on and on: several open pages of one who clicks quickly. */
export const CALLS_PER_SECOND = 20;

/** Seconds after which one who asked too often may ask again: some calls are due by then. */
export const RATE_RETRY_SECONDS = 1;

/** Users whose calls are counted: whoever was longest silent is forgotten first, and has long been let off by then. */
export const MOST_COUNTED_USERS = 10_000;

/** Rooms that one user follows at once, in all tabs and devices: a DM with several tables, each open twice. */
export const MOST_FOLLOWED = 32;

/** Between two signs of life that a page can see: below the 30 s after which common proxies cut a quiet stream. */
export const BEAT_MS = 15_000;

/** For a page to answer a sign of life: longer than a phone takes to find its network again. */
export const BEAT_ANSWER_MS = 20_000;

/** Characters of the id of a command, a room or a world: longer ones are nobody's. */
export const MOST_ID = 128;

/** Of the place where a reader goes on: a cursor, and for whom it was, percent-encoded. */
export const MOST_EVENT_ID = 1_024;

/** A cell is 5 ft, a stud about 0.28 m: five of them are a little less than a cell's 1.5 m. */
export const STUDS_PER_CELL = 5;

/** Cells around those who stand in a cluster: a turn's walk of 30 ft to each side. */
export const MARGIN_CELLS = 6;

/** Hit points of those of whom nobody says more: who has just begun. */
export const USUAL_HP = 12;

/** Seconds for which a room may be disturbed by a test: longer would be an outage. */
export const MOST_DISTURBED_SECONDS = 300;

/** Seconds by which news may be held back by a test. */
export const MOST_DELAY_SECONDS = 30;

/** Actions that one call simulates: some rounds of a full table, within a second. */
export const MOST_SIMULATED = 200;

/** Seconds that a game server waits for news at most: below the minute after which its own client gives up. */
export const MOST_WAIT_SECONDS = 25;
