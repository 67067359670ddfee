/** Numbers of a player's socket: each with its unit and why it is what it is. */

/** Of a message: a chat of 500 characters and an id fit a hundred times over. */
export const MAX_COMMAND_BYTES = 64 * 1024;

/** Of a message that is still read to be refused with a reason, the connection kept; beyond it the socket closes (1009). */
export const MAX_FRAME_BYTES = 1024 * 1024;

/** Commands that may come at once: an app that comes back and tells what it kept. */
export const COMMANDS_AT_ONCE = 50;

/** Commands a second, on and on: positions ten times a second, and a player who clicks quickly beside them. */
export const COMMANDS_PER_SECOND = 25;

/** Actions and chats of one connection that were taken and not yet answered: more than a second's worth waits for a state that is away. */
export const MAX_UNDER_WAY = 32;

/** Characters of a cursor: two places of at most 81 each, with room. */
export const MAX_CURSOR = 256;
