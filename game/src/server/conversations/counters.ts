import type { Reply } from "./mind-port";

/** What talk has come to since the start. */
export interface ConversationStats {
	/** Talks in which at least one line was said. */
	readonly conversations: number;
	/** Talks under way now. */
	readonly active: number;
	/** Lines delivered, of players and NPCs. */
	readonly lines: number;
	readonly playerLines: number;
	readonly npcLines: number;
	/** Players' lines that nobody was within earshot of. */
	readonly unheard: number;
	/** Times that somebody outside a group overheard a line. */
	readonly overheard: number;
	/** Questions put to minds; `openings` of them were about a change of a cluster. */
	readonly mindCalls: number;
	readonly openings: number;
	/** Replies by the way they came. */
	readonly replies: Readonly<Record<Reply["via"], number>>;
	/** Questions taken back before they were answered, and answers given up before they were shown. */
	readonly cancelled: number;
	readonly dropped: number;
	/** Replies that came although their question had been taken back. */
	readonly stale: number;
	readonly echoes: number;
	/** Members told of a change of their cluster; `enhanced` of them without the backend's confirmation. */
	readonly notices: number;
	readonly enhanced: number;
}

/** The stats while they are counted; `active` is looked up where they are read. */
export type Counters = { -readonly [K in Exclude<keyof ConversationStats, "active" | "replies">]: number } & {
	readonly replies: Record<Reply["via"], number>;
};

export function newCounters(): Counters {
	return {
		conversations: 0,
		lines: 0,
		playerLines: 0,
		npcLines: 0,
		unheard: 0,
		overheard: 0,
		mindCalls: 0,
		openings: 0,
		replies: { queue: 0, direct: 0, local: 0 },
		cancelled: 0,
		dropped: 0,
		stale: 0,
		echoes: 0,
		notices: 0,
		enhanced: 0,
	};
}
