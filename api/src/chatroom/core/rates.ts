/** Numbers of the chatroom's rules, from its specification where it names them. */

/** Participants of a conversation, and how likely: 2, 3, 4 and 5. */
export const PARTICIPANTS = [
	{ count: 2, share: 0.4 },
	{ count: 3, share: 0.3 },
	{ count: 4, share: 0.2 },
	{ count: 5, share: 0.1 },
] as const;

/** Times that a participant speaks, each count as likely. */
export const LEAST_TURNS = 2;
export const MOST_TURNS = 4;

/** Share of all opinions that are not neutral that must be one for all to be of one mind. */
export const AGREEMENT_SHARE = 0.75;

/** Of those who disagree in a conflict: becomes unhappy. */
export const HURT_SHARE = 0.5;

/** Of those who agree: feels better than before. */
export const CHEERED_SHARE = 0.7;

/** Conflicts that a chatling takes unhappy before each further one may be too much. */
export const STRIKES = 3;
export const RUNAWAY_SHARE = 0.1;

/** What a conversation adds to a friendship of two who think alike, and takes of two who do not. */
export const FRIENDSHIP_STEP = 6;
export const MOST_FRIENDSHIP = 100;

/** How far a friend's opinion, and a team's, pulls: of a scale on which 1 is a strong opinion of one's own. */
export const FRIEND_PULL = 0.5;
export const TEAM_PULL = 0.35;

/** Beyond these a leaning is an opinion. */
export const OPINION_FROM = 0.25;

export const RARE_EVENT_SHARE = 0.01;

/** Attempts at winning a runaway back that succeed. */
export const RECOVERY = { easy: 0.8, normal: 0.5, hard: 0.2 } as const;

/**
 * Coins that an attempt takes. What an easy one costs, one rare event brings in; a harder one fails more often and costs
 * more, so that whoever waits until a chatling trusts nobody pays for it.
 */
export const RECOVERY_COST = { easy: 10, normal: 25, hard: 50 } as const;

/** Conflicts taken unhappy from which a runaway is harder to win back than the easiest. */
export const HARDER_FROM = { normal: 4, hard: 6 } as const;
