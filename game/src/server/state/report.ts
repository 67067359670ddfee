import type { ClusterWire, ContextWire } from "../../shared/wire";
import type { ChatlingStats } from "../chatlings/chatlings";
import type { EncounterStats } from "../encounters/encounter-ports";
import type { TalkStats } from "../engine-talk";
import type { ExperienceStats } from "../experience/experience";
import type { GameStateStats } from "./counters";
import type { GameState } from "./game-state";

/** What the place tells of itself to whoever runs it: plain data, by member key and cluster id. */
export interface PlaceReport {
	readonly serverId: string;
	readonly epoch: string;
	readonly world: string;
	readonly stats: GameStateStats;
	readonly members: Readonly<Record<string, ContextWire>>;
	readonly clusters: Readonly<Record<string, ClusterWire>>;
	/** Clusters that have formed since the start. */
	readonly clustersFormed: number;
	readonly talk: TalkStats;
	readonly experience: ExperienceStats;
	readonly chatlings: ChatlingStats;
	readonly encounters: EncounterStats;
}

function toRecord<T extends defined>(map: ReadonlyMap<string, T>): Record<string, T> {
	const fields: Record<string, T> = {};
	map.forEach((value, key) => {
		fields[key] = value;
	});
	return fields;
}

/** The report of a state. */
export function reportOf(
	about: Omit<PlaceReport, "members" | "clusters">,
	state: Pick<GameState, "clusters" | "humanContext">,
): PlaceReport {
	return { ...about, members: toRecord(state.humanContext), clusters: toRecord(state.clusters) };
}
