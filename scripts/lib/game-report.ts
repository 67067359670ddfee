import type { ClusterWire, ContextWire } from "../../game/src/shared/wire/index.js";
import type { PlaceSummary } from "./place.js";

/** What the game counted of its own sync. */
export interface GameStats {
	readonly syncs: number;
	readonly fulls: number;
	readonly deltas: number;
	readonly clusterUpdates: number;
	readonly requests: number;
	readonly retried: number;
	readonly duplicates: number;
	readonly failed: Readonly<Record<string, number>>;
	readonly eventsQueued: number;
	readonly eventsAcked: number;
	readonly eventsDropped: number;
	readonly eventsSetAside: number;
	readonly eventsWaiting: number;
	readonly leftOut: number;
	readonly ignored: number;
}

/** What the game counted of its talk. */
export interface TalkStats {
	readonly conversations: {
		readonly conversations: number;
		readonly active: number;
		readonly lines: number;
		readonly playerLines: number;
		readonly npcLines: number;
		readonly overheard: number;
		readonly mindCalls: number;
		readonly openings: number;
		readonly replies: Readonly<Record<"queue" | "direct" | "local", number>>;
		readonly cancelled: number;
		readonly dropped: number;
		readonly stale: number;
		readonly notices: number;
		readonly enhanced: number;
	};
	readonly mind: {
		readonly requests: number;
		readonly polls: number;
		readonly streams: number;
		readonly resets: number;
		readonly directCalls: number;
		readonly late: number;
		readonly duplicates: number;
		readonly strays: number;
		readonly failures: number;
		readonly linesTold: number;
		readonly linesDropped: number;
		readonly linesSetAside: number;
		readonly npcsTold: number;
		readonly waiting: number;
	};
	readonly texts: { readonly shown: number; readonly withheld: number };
}

/** What the game counted of its experience. */
export interface ExperienceStats {
	readonly id: string;
	readonly takes: number;
	readonly taken: number;
	readonly refused: number;
	readonly givenUp: number;
	readonly tries: number;
	readonly failures: number;
	readonly polls: number;
	readonly updates: number;
	readonly states: number;
	readonly strays: number;
	readonly views: number;
	readonly waiting: number;
	/** Id of the location where each item of the place lies, empty where somebody has it; none where nothing was heard. */
	readonly items: Readonly<Record<string, string>>;
}

/** What the game counted of its players' chatlings. */
export interface ChatlingStats {
	readonly requests: number;
	readonly failures: number;
	readonly unchanged: number;
	readonly appeared: number;
	readonly changed: number;
	readonly left: number;
	readonly ranAway: number;
	readonly standing: number;
}

/** What the game counted of encounters. */
export interface EncounterStats {
	readonly opened: number;
	readonly found: number;
	readonly closed: number;
	readonly commands: number;
	readonly done: number;
	readonly refused: number;
	readonly tries: number;
	readonly failures: number;
	readonly looks: number;
	readonly lostLooks: number;
	readonly rooms: number;
	readonly waiting: number;
	/** Ids of NPCs that are in one. */
	readonly held: readonly string[];
}

/** What the game says of itself at the end, by member key and cluster id. */
export interface GameReport {
	readonly serverId: string;
	readonly epoch: string;
	readonly world: string;
	readonly clustersFormed: number;
	readonly stats: GameStats;
	readonly talk: TalkStats;
	readonly experience: ExperienceStats;
	readonly chatlings: ChatlingStats;
	readonly encounters: EncounterStats;
	readonly members: Readonly<Record<string, ContextWire>>;
	readonly clusters: Readonly<Record<string, ClusterWire>>;
}

/** Roblox writes an empty table as `[]`: where a record is meant, that is an empty one. */
function record<T>(value: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
	return Array.isArray(value) ? {} : value;
}

/** The game's own report in a summary. Throws where the game said nothing. */
export function gameReport(summary: Pick<PlaceSummary, "game">): GameReport {
	if (typeof summary.game !== "object" || summary.game === null) {
		throw new Error("the game said nothing of itself");
	}
	const report = summary.game as GameReport;
	const { members, clusters, experience } = report;
	return {
		...report,
		members: record(members),
		clusters: record(clusters),
		experience: { ...experience, items: record(experience.items) },
	};
}
