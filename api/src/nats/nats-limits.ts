/** Numbers of the connection to NATS that no deployment has a reason to change. */

/** Of a try to connect, in milliseconds: a host that is gone answers nothing at all. */
export const CONNECT_MS = 2_000;

/** Between two tries, in milliseconds: whoever listens hears again within a second of its return. */
export const RETRY_MS = 200;

/** How often it is asked whether it is alive, in milliseconds; two silences in a row, and it is away. */
export const PING_MS = 1_000;
