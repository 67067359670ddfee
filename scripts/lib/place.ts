import { createInterface } from "node:readline";
import { spawnLune } from "./lune.js";
import { ROOT, fromRoot } from "./paths.js";

/** A fault of the network; `services/faults.luau` says what each kind does. */
export interface FaultRule {
	readonly kind: "refuse" | "status" | "slow" | "drop";
	/** Chance of each request in the window; 1 where absent. */
	readonly probability?: number;
	/** Window in seconds of the place's time; open where absent. */
	readonly from?: number;
	readonly to?: number;
	/** Text that the address must contain. */
	readonly path?: string;
	/** Of kind `status`. */
	readonly status?: number;
	/** Seconds, of kind `status`. */
	readonly retryAfter?: number;
	/** Of kind `slow`. */
	readonly seconds?: number;
}

/** What the headless place takes; `options.luau` has the defaults. */
export interface PlaceOptions {
	readonly mode: "play" | "specs" | "bench" | "mount-list";
	/** Path of the project file, from the project's folder or absolute. */
	readonly project: string;
	readonly seed?: number;
	/** NPCs in all, the project's own included. */
	readonly npcs?: number;
	readonly players?: number;
	/** What they are called, the first of them first; the others as people of the town. */
	readonly names?: readonly string[];
	/** Seconds of the place's time until it ends by itself. */
	readonly seconds?: number;
	readonly clock?: "scaled" | "virtual";
	readonly speed?: number;
	readonly unixStart?: number;
	/** Part of all ids: runs of one seed against one backend must not share theirs. */
	readonly salt?: string;
	/** What `game.JobId` says; made from seed and salt where absent. */
	readonly jobId?: string;
	readonly faults?: readonly FaultRule[];
	/** Whether the server says that it is Studio's, which has streams. */
	readonly studio?: boolean;
	/** Seconds of a message between the server and a client. */
	readonly latencySeconds?: number;
	/** Share of unreliable messages between them that are lost. */
	readonly lossShare?: number;
	/** Share of the text filter's calls that fail. */
	readonly filterFailures?: number;
	/** Lines a minute that each player says in company. */
	readonly chatty?: number;
	/** Rounds of an encounter that players open where they stand, and take part in. */
	readonly fights?: number;
	/** By `NpcId`: what the NPCs' attribute `EncounterSheet` says. */
	readonly sheets?: Readonly<Record<string, string>>;
	/** Of one that is `led`, part of the names of those whom they strike. */
	readonly foes?: string;
	/** Whether somebody else leads it: they act for themselves alone, and leave its start and its end to them. */
	readonly led?: boolean;
	/** Whether `onScreen` is told of what players read on their screens. */
	readonly screens?: boolean;
	/** Of what each player saw, how much the summary tells word for word. */
	readonly sights?: number;
	readonly apiUrl?: string;
	readonly apiKey?: string;
	/** Overrides of the game's config, as attributes: `{ SyncSeconds: 2 }`. */
	readonly config?: Readonly<Record<string, string | number | boolean>>;
	readonly secrets?: Readonly<Record<string, string>>;
	/** Part of the names of modules to run, as a Lua pattern, in `specs` and `bench`. */
	readonly pattern?: string;
	/** Property seed to replay in `specs`. */
	readonly replay?: number;
}

/** Counts by name; `[]` where nothing was counted, as the place writes an empty table. */
export type Counts = Readonly<Record<string, number>> | readonly [];

/** Where somebody really stood when the place began to shut down. */
export interface Being {
	readonly id: string;
	readonly name: string;
	readonly type: "npc" | "player";
	readonly x: number;
	readonly y: number;
	readonly z: number;
}

/** Something that a player saw, at a second of the place. */
export interface Sight {
	readonly at: number;
	readonly kind: "bubbles" | "systemLines" | "chatLines" | "said" | "panelUpdates" | "signs" | "errors";
	readonly text: string;
	/** Over whom, or in what. */
	readonly where?: string;
}

/** What one player saw and did, over all visits. */
export interface PlayerReport {
	readonly userId: number;
	readonly name: string;
	readonly visits: number;
	/** Bubbles over NPCs, and lines of the place itself in the chat. */
	readonly bubbles: number;
	readonly systemLines: number;
	/** Players' lines in the chat, the own ones included; and those that this player said. */
	readonly chatLines: number;
	readonly said: number;
	/** Changes of texts on the screen, by the step, and signs that came up over somebody's head or on the ground. */
	readonly panelUpdates: number;
	readonly signs: number;
	/** Of all that was shown, texts in which the filter had hidden something. */
	readonly filtered: number;
	/** Errors of the client's scripts. */
	readonly errors: number;
	/** Of all that was seen and when: equal for equal runs. */
	readonly hash: string;
	/** The latest of what was seen, oldest first, where it was asked for. */
	readonly latest?: readonly Sight[];
}

/** What a run of `play` came to. */
export interface PlaceSummary {
	/** Of the place's time, shutting down included. */
	readonly seconds: number;
	readonly steps: number;
	readonly unixStart: number;
	readonly scripts: number;
	readonly errors: number;
	readonly firstErrors: readonly string[];
	readonly warnings: number;
	readonly http: {
		readonly requests: number;
		readonly byRoute: Counts;
		readonly byStatus: Counts;
		readonly byError: Counts;
		readonly byFault: Counts;
		readonly bytesSent: number;
		readonly bytesBeforeCompression: number;
		readonly bytesReceived: number;
		readonly refusedByLimit: number;
		readonly mostPerMinute: number;
	};
	readonly clock: {
		readonly realSeconds: number;
		readonly busySeconds: number;
		readonly longestStepMs: number;
		readonly behindSeconds: number;
	};
	readonly beings: readonly Being[];
	/** Seconds of the place at which they stood there: shutting down may take long after that. */
	readonly beingsAt: number;
	/** Of where everybody stood all along: equal for equal runs. */
	readonly trackHash: string;
	/** Scripts of clients that were started, over all visits. */
	readonly clientScripts: number;
	readonly players: readonly PlayerReport[];
	/** Calls of the text filter, those in which it hid something, and those that failed. */
	readonly filter: { readonly asked: number; readonly hidden: number; readonly failed: number };
	/** What the game's `EarshotStats` said; absent where it has none. */
	readonly game?: unknown;
}

export interface PlaceResult {
	/** 0 well, 1 something in the place failed, 2 the options or the project cannot be used. */
	readonly code: number;
	/** Absent where the run did not come to its end. */
	readonly summary?: PlaceSummary;
}

/** What a player can read on the screen. */
export interface Screen {
	readonly userId: number;
	/** In their order, by the name of the interface that holds them. */
	readonly texts: Readonly<Record<string, readonly string[]>>;
}

export interface PlaceRun {
	/** Asks the place to shut down in order; it ends with its summary. */
	readonly stop: () => void;
	/** Ends it at once. */
	readonly kill: () => void;
	readonly finished: Promise<PlaceResult>;
}

/** The game as it ships, to be run. */
export const GAME_PROJECT = { mode: "play", project: "default.project.json" } as const;

const SUMMARY = "@summary ";
const SCREEN = "@screen ";

/**
 * Starts a headless place. `onLine` is told of each line it prints but the summary and screens, `onScreen` of a player's
 * screen that shows something else. It stops when told, when its time is up, or when this process ends.
 */
export async function startPlace(
	options: PlaceOptions,
	onLine: (line: string) => void = () => undefined,
	onScreen: (screen: Screen) => void = () => undefined,
): Promise<PlaceRun> {
	const host = fromRoot("scripts", "place", "host.luau");
	const child = await spawnLune(["run", host, JSON.stringify(options)], {
		cwd: ROOT,
		stdio: ["pipe", "pipe", "inherit"],
		// Ctrl-C reaches the whole group of a terminal; whoever started this one ends it in order.
		detached: process.platform !== "win32",
	});
	const { stdin, stdout } = child;
	if (!stdin || !stdout) throw new Error("the place was started without pipes");
	// The place may be gone before a stop is written.
	stdin.on("error", () => undefined);
	let summary: PlaceSummary | undefined;
	createInterface({ input: stdout }).on("line", (line) => {
		if (line.startsWith(SUMMARY)) summary = JSON.parse(line.slice(SUMMARY.length)) as PlaceSummary;
		else if (line.startsWith(SCREEN)) onScreen(JSON.parse(line.slice(SCREEN.length)) as Screen);
		else onLine(line);
	});
	const finished = new Promise<PlaceResult>((resolve, reject) => {
		child.once("error", reject);
		child.once("close", (code) => {
			resolve({ code: code ?? 1, ...(summary === undefined ? {} : { summary }) });
		});
	});
	return {
		stop: () => stdin.end("stop\n"),
		kill: () => {
			child.kill("SIGKILL");
		},
		finished,
	};
}
