/** Numbers of the database that no deployment has a reason to change: each with its unit and why it is what it is. */

/** Connections of one process: PostgreSQL allows 100 in all by default, and ten instances are to fit in, nearly. */
export const POOL_CONNECTIONS = 8;

/** To connect, or to get a connection of the pool: a caller waits, and the next look is soon. */
export const CONNECT_MS = 2_000;

/** One statement. Jobs work in batches that take far less; whoever needs longer has a plan that lacks an index. */
export const STATEMENT_MS = 10_000;

/** The same, counted here, for a server that does not answer at all: longer, so that the server speaks first. */
export const ANSWER_MS = STATEMENT_MS + 2_000;

/** A transaction in which nothing happens holds locks for nobody. */
export const IDLE_IN_TRANSACTION_MS = 30_000;

/** Connections that nobody used for so long are given back. */
export const POOL_IDLE_MS = 30_000;

/** Calls of features at the same time: the pool has eight connections, and the archive needs some too. */
export const DATABASE_CALLS = 6;

/**
 * Calls that may wait for those: 1,000 players who come at once have room, and are through in seconds. Beyond, they are
 * refused while others still get an answer.
 */
export const WAITING_CALLS = 4_000;

/** Calls wait so long while it opens for the first time: making the embedded files takes some seconds. */
export const OPEN_WAIT_MS = 30_000;

/** Between looks whether the database is there, and for each look: it shows in `/readyz` within seven seconds. */
export const LOOK_EVERY_MS = 5_000;
export const LOOK_MS = 2_000;

/** After a failed attempt to open: at first at once, as a restart takes a second, then up to two seconds apart. */
export const RETRY_FIRST_MS = 100;
export const RETRY_MOST_MS = 2_000;

/** Where waiting changes nothing by itself (a newer database): somebody has to act first. */
export const RETRY_REFUSED_MS = 60_000;

/** Migrations rebuild tables at worst; longer, and somebody should look. */
export const MIGRATION_MS = 600_000;

/**
 * How often a transaction is tried that lost against another (a deadlock, or a failed serialisation). Each time at
 * least one of those in each other's way gets through.
 */
export const TRANSACTION_ATTEMPTS = 5;

/** The embedded database's own cache of pages. Its files are cached by the system besides; 128 MB is its default. */
export const EMBEDDED_CACHE = "16MB";

/** One statement, or the wait for the one connection that there is: the first start makes the files, in seconds. */
export const EMBEDDED_ANSWER_MS = 60_000;

/** Between clean-ups of the embedded database, which has nobody that does it by the way. */
export const CLEAN_EVERY_MS = 3_600_000;

/** Closing waits so long for what is under way, then cuts it off: the whole process has ten seconds. */
export const CLOSE_MS = 2_000;
