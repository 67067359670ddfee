import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ApiProcess, startApi } from "../lib/api-process.js";
import { type GameReport, gameReport } from "../lib/game-report.js";
import { GAME_PROJECT, type PlaceOptions, type PlaceSummary, startPlace } from "../lib/place.js";
import { freePort } from "../lib/ports.js";

/** A real backend on its own data, which can be killed and started again on the same port and data. */
export interface Backend {
	readonly url: string;
	/** Where its data lies. */
	readonly folder: string;
	readonly kill: () => Promise<void>;
	readonly restart: () => Promise<void>;
	readonly close: () => Promise<void>;
}

/** A place's clock may run through many of its minutes in one of the backend's. */
const REQUESTS_PER_MINUTE = "100000";

/** Starts the built backend on a free port with an empty data folder; `settings` are of its environment. */
export async function startBackend(settings: Readonly<Record<string, string>> = {}): Promise<Backend> {
	const port = await freePort();
	const folder = await mkdtemp(join(tmpdir(), "earshot-e2e-"));
	const env = {
		DATA_DIR: folder,
		LOG_LEVEL: "error",
		CI: "",
		RATE_LIMIT_PER_MINUTE: REQUESTS_PER_MINUTE,
		...settings,
	};
	const start = (): Promise<ApiProcess> => startApi({ port, env, output: "inherit" });
	let api = await start();
	return {
		url: api.url,
		folder,
		kill: () => api.kill(),
		restart: async () => {
			api = await start();
		},
		close: async () => {
			await api.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

export interface PlaceRunResult {
	readonly summary: PlaceSummary;
	readonly game: GameReport;
	readonly code: number;
	readonly printed: readonly string[];
}

export type RunOptions = Omit<PlaceOptions, "mode" | "project">;

/** Runs the game as it ships to its end; `during` goes on beside it. */
export async function runPlace(
	options: RunOptions,
	during: () => Promise<void> = () => Promise.resolve(),
): Promise<PlaceRunResult> {
	const printed: string[] = [];
	const place = await startPlace({ ...GAME_PROJECT, ...options }, (line) => printed.push(line));
	try {
		const [{ code, summary }] = await Promise.all([place.finished, during()]);
		if (!summary) throw new Error(`no summary, code ${code}:\n${printed.join("\n")}`);
		return { summary, game: gameReport(summary), code, printed };
	} finally {
		place.kill();
	}
}

interface ToldEvent {
	readonly id: string;
	readonly type: string;
}

interface Poll {
	readonly cursor: string;
	readonly events: readonly {
		readonly data: { readonly tick: number; readonly changes: { readonly events?: readonly ToldEvent[] } };
	}[];
	readonly reset?: unknown;
}

/** Every event that the log of a world holds, in order, read from its beginning. */
export async function readEvents(url: string, world = "default"): Promise<readonly ToldEvent[]> {
	const init = (await (await fetch(`${url}/world/init?world=${world}`)).json()) as { cursor: string };
	const [epoch] = init.cursor.split(":");
	const events: ToldEvent[] = [];
	for (let cursor = `${epoch}:0`; ;) {
		const query = new URLSearchParams({ cursor, wait: "0", limit: "500", cast: "full" });
		const answer = await fetch(`${url}/v1/worlds/${world}/changes?${query.toString()}`);
		const poll = (await answer.json()) as Poll;
		if (poll.reset !== undefined) throw new Error("the log does not reach back to its beginning");
		for (const { data } of poll.events) events.push(...(data.changes.events ?? []));
		if (poll.events.length === 0) return events;
		cursor = poll.cursor;
	}
}

/** Real milliseconds. */
export function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
