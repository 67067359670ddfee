/** Numbers of an encounter, each with its unit and why it is what it is. */

/** Cells along one side of a map: 1,000 ft, more than any fight needs, and 40 kB as text. */
export const MOST_CELLS_A_SIDE = 200;

/** Participants of one encounter: more than a table can follow, few enough to send whole. */
export const MOST_PARTICIPANTS = 64;

/** Turns that the state remembers, so that the DM can go back through them; the log has all. */
export const TURNS_KEPT = 100;

/** Messages that the state remembers for those who open the page anew; the log has all. */
export const MESSAGES_KEPT = 200;

/** Characters of one message, note or trigger: a long paragraph. */
export const MOST_TEXT = 2_000;

/** Answers that are remembered for commands that come again: retries come within seconds, a room takes few a second. */
export const ANSWERS_KEPT = 256;

/**
 * Answers that are remembered of each who gives commands, however much others do meanwhile: a page that was cut off brings
 * what it kept minutes later. It may give so many at once (`CALLS_AT_ONCE`).
 */
export const ANSWERS_KEPT_EACH = 64;

/** And never more than these: of the most participants, each one's. */
export const MOST_ANSWERS = 4_096;

/** Characters of an id or a name: what a list shows in a line. */
export const MOST_NAME = 100;

/** Seconds that a turn may be given: a day for play by post. */
export const MOST_TURN_SECONDS = 86_400;

/** Dice of one roll: no rule of the game needs half as many. */
export const MOST_DICE = 100;

/** Sides of a die: the largest that is sold. */
export const MOST_SIDES = 100;

/** Numbers of the rules that are not worth more than themselves (hit points, bonuses) stay within this. */
export const MOST_NUMBER = 9_999;
