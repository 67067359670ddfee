import { API_KEY } from "./credentials.js";
import { createGameServer, type GameServer } from "./game-server.js";
import type { Town } from "./town.js";

/** A world that several game servers tell of at once. */
export interface Story {
	readonly towns: readonly Town[];
	/** Payloads acknowledged, each of them a tick. */
	readonly ticks: () => number;
	readonly faults: () => readonly string[];
	readonly start: () => void;
	readonly stop: () => Promise<void>;
	/** One payload more, of one of them; after `stop`. */
	readonly tellOne: () => Promise<void>;
}

export interface StoryOptions {
	readonly world: string;
	readonly seed: number;
	/** Members of each town; many make ticks large. */
	readonly members: number;
	readonly random: () => number;
	/** Where the next payload goes. */
	readonly port: () => number;
	/** While true, nothing new is told. */
	readonly isWaiting: () => boolean;
}

const GAME_SERVERS = 2;

/** Longest pause between two payloads of one of them. */
const PAUSE_MILLISECONDS = 25;

export function createStory({ world, seed, members, random, port, isWaiting }: StoryOptions): Story {
	const towns = Array.from({ length: GAME_SERVERS }, (_, index) => ({
		source: `s${index + 1}`,
		seed: seed + index,
		members,
	}));
	const servers: readonly GameServer[] = towns.map((town) =>
		createGameServer({
			town,
			world,
			apiKey: API_KEY,
			port,
			random,
			pauseMilliseconds: PAUSE_MILLISECONDS,
			isWaiting,
		}),
	);
	return {
		towns,
		ticks: () => servers.reduce((sum, { acknowledged }) => sum + acknowledged(), 0),
		faults: () => servers.flatMap((server) => server.faults),
		start: () => servers.forEach((server) => server.start()),
		async stop() {
			await Promise.all(servers.map((server) => server.stop()));
		},
		tellOne: () => servers[Math.floor(random() * servers.length)]!.tellOne(),
	};
}
