import { type GameReport, gameReport } from "./game-report.js";
import type { PlaceSummary, PlayerReport } from "./place.js";
import {
	type ApiCluster,
	type ApiLocation,
	type ApiMember,
	compareClusters,
	compareItems,
	compareMembers,
} from "./world-check.js";

/** What the backend answers about the world at the end of a run. */
export interface WorldView {
	readonly tick: number;
	readonly members: readonly ApiMember[];
	readonly clusters: readonly ApiCluster[];
	/** Of the experience that the place has items of; none where it has none. */
	readonly locations: readonly ApiLocation[];
}

async function get<T>(url: string): Promise<T> {
	const answer = await fetch(url);
	if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
	return (await answer.json()) as T;
}

/** Asks the backend for what a place told of and was told. Rejects where it does not answer. */
export async function readWorld(
	apiUrl: string,
	{ world, experience }: Pick<GameReport, "world" | "experience">,
): Promise<WorldView> {
	const base = `${apiUrl}/v1/worlds/${encodeURIComponent(world)}`;
	const { members } = await get<{ members: readonly ApiMember[] }>(`${base}/members`);
	const { clusters } = await get<{ clusters: readonly ApiCluster[] }>(`${base}/clusters`);
	const { currentTick } = await get<{ currentTick: number }>(`${apiUrl}/world/init?world=${world}`);
	const hasItems = Object.keys(experience.items).length > 0;
	const locations = hasItems ? await readLocations(apiUrl, experience.id) : [];
	return { tick: currentTick, members, clusters, locations };
}

async function readLocations(apiUrl: string, experience: string): Promise<readonly ApiLocation[]> {
	const url = `${apiUrl}/v1/experience/${experience}/world`;
	const { world } = await get<{ world: { locations: readonly ApiLocation[] } }>(url);
	return world.locations;
}

export interface PlayReport {
	readonly lines: readonly string[];
	/** What went wrong; empty for a good run. */
	readonly problems: readonly string[];
}

/** What all players together came to, of one kind. */
function total(players: readonly PlayerReport[], kind: PlayerCount): number {
	return players.reduce((sum, player) => sum + player[kind], 0);
}

type PlayerCount = {
	readonly [K in keyof PlayerReport]-?: PlayerReport[K] extends number ? K : never;
}[keyof PlayerReport];

/** Differences shown of one kind: enough to see what is wrong, not a screen of it. */
const SHOWN = 10;

/** The summary of a run, and whether the backend holds what the place is. */
export function reportOn(summary: PlaceSummary, view: WorldView, exitCode: number): PlayReport {
	const { http } = summary;
	const game = gameReport(summary);
	const { stats, talk, experience, chatlings } = game;
	const { conversations, mind } = talk;
	const { queue, direct, local } = conversations.replies;
	const failed = Object.values(stats.failed).reduce((sum, count) => sum + count, 0);
	const differences = [
		...compareMembers(summary, view.members),
		...compareClusters(game, view.clusters),
		...compareItems(game, view.locations),
	];
	const items = Object.values(experience.items);
	const problems = [
		...(exitCode === 0 ? [] : [`the place ended with code ${exitCode}`]),
		...summary.firstErrors.map((error) => `script error: ${error}`),
		...(failed === 0 ? [] : [`${failed} requests failed`]),
		...(stats.eventsWaiting === 0 ? [] : [`${stats.eventsWaiting} events were not sent`]),
		...(mind.waiting === 0 ? [] : [`${mind.waiting} lines and questions were not sent`]),
		...(mind.linesDropped + mind.linesSetAside === 0 ? [] : ["lines were given up"]),
		...(stats.eventsDropped + stats.eventsSetAside === 0 ? [] : ["events were given up"]),
		...(experience.givenUp + experience.waiting === 0 ? [] : ["what players took was given up"]),
		...(experience.polls > 0 && experience.states === 0 ? [`nothing was heard of ${experience.id}`] : []),
		...(experience.strays === 0 ? [] : [`${experience.strays} updates of the experience could not be read`]),
		...differences.slice(0, SHOWN),
		...(differences.length > SHOWN ? [`… and ${differences.length - SHOWN} more differences`] : []),
	];
	const requests =
		stats.requests +
		mind.requests +
		mind.polls +
		mind.directCalls +
		experience.tries +
		experience.polls +
		experience.views +
		chatlings.requests;
	const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
	const sum = (kind: PlayerCount): number => total(summary.players, kind);
	const rows: readonly (readonly [string, string])[] = [
		["seconds", summary.seconds.toFixed(1)],
		["ticks", String(view.tick)],
		["members", `${view.members.length} of ${summary.beings.length}`],
		["clusters formed", `${game.clustersFormed}, ${view.clusters.length} now`],
		["events told", `${stats.eventsAcked} of ${stats.eventsQueued}`],
		[
			"syncs",
			`${stats.syncs} (${stats.fulls} full, ${stats.deltas} delta, ${stats.clusterUpdates} cluster updates)`,
		],
		["requests", `${requests}, at most ${http.mostPerMinute} in a minute of 500 granted`],
		["failed requests", String(failed)],
		["bytes sent", `${kilobytes(http.bytesSent)} (${kilobytes(http.bytesBeforeCompression)} before gzip)`],
		[
			"conversations",
			`${conversations.conversations}, ${conversations.active} under way; ` +
				`${conversations.npcLines} lines of NPCs, ${conversations.playerLines} of players, ` +
				`${conversations.overheard} times overheard`,
		],
		[
			"answers",
			`${queue} by the queue; fallbacks: ${direct} asked directly, ${local} by the NPCs themselves`,
		],
		[
			"cancelled lines",
			`${conversations.cancelled + conversations.dropped}, by a player's word or a parting`,
		],
		[
			"told of changes",
			`${conversations.notices} times, ${conversations.enhanced} of them before the backend confirmed`,
		],
		[
			"items taken",
			`${experience.taken} of ${items.length}, ${experience.refused} times somebody was faster; ` +
				`${items.filter((location) => location !== "").length} lie about`,
		],
		[
			"chatlings",
			`${chatlings.appeared} came with their players, ${chatlings.ranAway} ran away, ` +
				`${chatlings.changed} times one felt otherwise`,
		],
		["players said", `${sum("said")} lines`],
		[
			"players saw",
			`${sum("bubbles")} bubbles, ${sum("systemLines")} system lines, ${sum("panelUpdates")} panel updates, ` +
				`${sum("signs")} signs of typing; ${sum("filtered")} texts with words hidden`,
		],
		["script errors", `${summary.errors}, ${sum("errors")} of them of clients`],
	];
	return { lines: rows.map(([name, value]) => `  ${name.padEnd(16)} ${value}`), problems };
}
