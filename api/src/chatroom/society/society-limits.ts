/** Numbers of societies that no deployment has a reason to change: each with its unit and its reason. */

/** Chatlings of one user, those included who ran away: all are read at once, and a page shows them all. */
export const MAX_CHATLINGS = 50;

/** Members of a team: more, and most talks would be among members. */
export const MAX_TEAM = 3;

/** Characters of a chatling's id: those of games are far shorter. */
export const MAX_CREATURE_ID = 64;

/** Characters of a chatling's name, which is in most lines: twice what Roblox lets anybody be called. */
export const MAX_NAME = 40;

/** Coins given at once: beyond, a game has miscounted. */
export const MAX_GIFT_COINS = 1_000_000;

/** Bytes of a gift's body: fifty chatlings whose texts are as long as they may be, in UTF-8. */
export const GIFT_LIMIT_BYTES = 64 * 1024;

/** Seconds for which a gift is known by its id: a game server that was cut off has long asked again, or is gone. */
export const GIFT_KEPT_SECONDS = 86_400;

/** Conversations of a page. */
export const DEFAULT_PAGE = 10;
export const MAX_PAGE = 50;

/** Notifications that are told of as unread, the newest; whoever reads these is shown the next. */
export const UNREAD_NOTIFICATIONS = 20;
