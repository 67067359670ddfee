import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "../../src/testing/server-process.js";

export interface InstanceOptions {
	/** The bundled service. */
	readonly bundle: string;
	readonly env: Readonly<Record<string, string>>;
}

/** A process of the real service, on one port for all of its lives. */
export interface Instance {
	readonly port: number;
	/** What it logged as errors, and what it said beside its log. */
	readonly complaints: readonly string[];
	/** Starts it; resolves when it answers. */
	readonly start: () => Promise<void>;
	/** Ends it as a crash would; resolves when it is gone. */
	readonly kill: () => Promise<void>;
	/** Stops it as it stands, or lets it go on. */
	readonly signal: (signal: "SIGSTOP" | "SIGCONT") => void;
	/** Ends it in order; resolves with its exit code. */
	readonly stop: () => Promise<number | null>;
	readonly isRunning: () => boolean;
	/** Times that it ended without having been asked or killed. */
	readonly deaths: () => number;
}

/** The longest that a start may take on a busy machine. */
const START_MILLISECONDS = 20_000;

const LOOK_MILLISECONDS = 15;

/** From here on pino calls a line an error. */
const ERROR_LEVEL = 50;

/** An instance that has not been started. */
export async function createInstance({ bundle, env }: InstanceOptions): Promise<Instance> {
	const port = await freePort();
	const complaints: string[] = [];
	let child: ChildProcess | undefined;
	let ended: Promise<number | null> = Promise.resolve(0);
	let deaths = 0;
	let isEnding = false;

	function listen(stream: NodeJS.ReadableStream): void {
		let rest = "";
		stream.setEncoding("utf8");
		stream.on("data", (text: string) => {
			const lines = (rest + text).split("\n");
			rest = lines.pop()!;
			complaints.push(...lines.filter(isComplaint));
		});
	}

	const isRunning = (): boolean => child?.exitCode === null && child.signalCode === null;

	async function answers(): Promise<boolean> {
		try {
			return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
		} catch {
			return false;
		}
	}

	return {
		port,
		complaints,
		isRunning,
		deaths: () => deaths,
		async start() {
			child = spawn(process.execPath, ["--enable-source-maps", bundle], {
				env: { PATH: process.env["PATH"], LOG_LEVEL: "warn", ...env, PORT: String(port) },
				stdio: ["ignore", "pipe", "pipe"],
			});
			listen(child.stdout!);
			listen(child.stderr!);
			isEnding = false;
			ended = once(child, "exit").then(([code]) => {
				if (!isEnding) deaths += 1;
				return code as number | null;
			});
			const deadline = performance.now() + START_MILLISECONDS;
			while (!(await answers())) {
				if (!isRunning()) throw new Error(`the service ended at once:\n${complaints.slice(-5).join("\n")}`);
				if (performance.now() > deadline) throw new Error("the service does not come up");
				await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
			}
		},
		async kill() {
			isEnding = true;
			child?.kill("SIGKILL");
			await ended;
		},
		signal: (signal) => void child?.kill(signal),
		async stop() {
			isEnding = true;
			child?.kill("SIGTERM");
			return ended;
		},
	};
}

function isComplaint(line: string): boolean {
	if (line === "") return false;
	if (!line.startsWith("{")) return true;
	return (JSON.parse(line) as { readonly level: number }).level >= ERROR_LEVEL;
}
