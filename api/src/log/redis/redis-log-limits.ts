/** Numbers of the log on Redis that no deployment has a reason to change. */

/**
 * After which a call says that Redis does not answer, in milliseconds: callers are promised to hear of it within
 * 2 s, and a busy process is late with its timers.
 */
export const CALL_MS = 1_500;

/** Of a try to connect, in milliseconds: a host that is gone answers nothing at all. */
export const CONNECT_MS = 2_000;

/** Between two tries to reach Redis, in milliseconds: readers go on within a second of its return. */
export const RETRY_MS = 200;

/** How often Redis is asked for news of watched topics where no fan-out tells of them, in milliseconds. */
export const POLL_MS = 100;

/**
 * How often it is asked although a fan-out is there, in milliseconds: NATS promises no delivery, and a writer may
 * die between its append and telling of it.
 */
export const SAFETY_MS = 1_000;

/** Topics asked for in one script: some 100 µs, in which Redis serves nobody else. */
export const TOPICS_PER_LOOK = 256;

/** Topics of a lost history erased in one script. */
export const TOPICS_PER_ERASURE = 64;

/** Given to a connection to end by itself, in milliseconds: to a server that hangs it never does. */
export const CLOSE_MS = 100;
