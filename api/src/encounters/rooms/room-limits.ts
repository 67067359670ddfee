/** Numbers of rooms, each with its unit and why it is what it is. */

/**
 * Entries between two whole states in the log of a room: from one of them any place after it is found by replay, in
 * some 5 ms, and they add about a half to what the log holds of a room of six.
 */
export const KEPT_EVERY = 100;

/** Entries of a room that are read and replayed at a time for those who follow from further back. */
export const BLOCK = 64;

/** Such blocks that are kept of a room while it is followed: those who come back together stand in the same one or two. */
export const BLOCKS_KEPT = 2;

/** Newest entries of a room that are at hand while it is followed: half a minute of a room at its busiest. */
export const RECENT = 64;

/** Rooms that are listed or counted: beyond, the first are found by their id alone, until something is written to them. */
export const ROOMS_KNOWN = 1_000;

/** Rooms in the list: more than anybody looks through. */
export const ROOMS_LISTED = 200;

/** Random bits of an id: nobody comes upon a room by trying. */
export const ID_BYTES = 16;
