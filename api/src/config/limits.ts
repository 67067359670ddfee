/** Numbers of the edge that no deployment has a reason to change: each with its unit and why it is what it is. */

/** Of a request body after inflation: a full snapshot of 5,000 members is under 3 MiB. */
export const BODY_LIMIT_BYTES = 4 * 1024 * 1024;

/** Of a small JSON body (tokens and the like), which is never more than a few hundred bytes. */
export const SMALL_BODY_LIMIT_BYTES = 16 * 1024;

/**
 * Connections that may wait to be taken. Readers who were cut off together come back together; whoever finds no room
 * asks again after a second, then three, then seven. Most systems allow no more.
 */
export const LISTEN_BACKLOG = 4096;

/** Longer than the 60 s after which usual load balancers drop an idle connection, so that they close first. */
export const KEEP_ALIVE_TIMEOUT_MS = 75_000;

/** To receive the headers of a request. Honest callers need far less than a second; slow ones hold sockets. */
export const HEADERS_TIMEOUT_MS = 15_000;

/**
 * To receive a whole request: 4 MiB at 70 KB/s. It ends with the last byte received, so that a long poll of
 * 25 s or a stream of hours is not touched by it.
 */
export const REQUEST_TIMEOUT_MS = 60_000;

/** How often the two timeouts above are looked at: Node's own 30 s would make 15 s into 45. */
export const TIMEOUT_CHECK_MS = 5_000;

/** Part of the time to drain that is kept back from requests, for flushing and closing the log. */
export const FLUSH_SHARE_OF_DRAIN = 0.2;

/** The window of the rate limit, as its setting is per minute. */
export const RATE_WINDOW_MS = 60_000;

/** IPv6 callers are counted by network: one household or server is usually given a whole /56. */
export const IPV6_SUBNET_BITS = 56;

/** A probe that has not answered by then is not ready; orchestrators give the whole answer about 3 s. */
export const PROBE_TIMEOUT_MS = 2_000;

/** Difference between our clock and that of the issuer of tokens that is not held against a caller. */
export const CLOCK_TOLERANCE_SECONDS = 5;

/** To fetch the keys of an issuer: longer, and the caller has given up. */
export const JWKS_TIMEOUT_MS = 3_000;

/** An unknown key id asks the issuer at most this often, so that forged ids cannot make us a flood. */
export const JWKS_COOLDOWN_MS = 30_000;

/** Keys are asked for anew after this, so that a withdrawn key stops working. */
export const JWKS_MAX_AGE_MS = 600_000;

/** After which a caller may ask again while the issuer's keys cannot be had. */
export const JWKS_RETRY_AFTER_SECONDS = 5;

/** After which a caller may ask again while the database cannot be had: it is tried every two seconds at most. */
export const DATABASE_RETRY_AFTER_SECONDS = 2;

/** A development token outlives a working day's session, not the week. */
export const DEV_TOKEN_SECONDS = 12 * 3600;

/** HS256 needs a secret no shorter than its hash (RFC 7518, 3.2). */
export const JWT_SECRET_MIN_BYTES = 32;

/** Browsers keep a hashed asset for a year: its name changes with its content. */
export const ASSET_MAX_AGE_SECONDS = 31_536_000;

/** Swagger's files change with an upgrade of Earshot only. */
export const DOCS_MAX_AGE_SECONDS = 86_400;

/** Browsers ask again what another origin may do after this. */
export const CORS_MAX_AGE_SECONDS = 600;

/** Seconds; from a delta answered at once to a long poll of 25 s. */
export const REQUEST_SECONDS_BUCKETS: readonly number[] = [
	0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];

/** How finely the delay of the event loop is sampled. */
export const EVENT_LOOP_RESOLUTION_MS = 10;

/** Between two signs of life on a WebSocket: below the 30 s after which common proxies cut a quiet one. */
export const SOCKET_BEAT_MS = 15_000;

/** For the other side of a WebSocket to take our goodbye, before the connection is cut. */
export const SOCKET_GOODBYE_MS = 2_000;
