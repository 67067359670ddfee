import { type ChildProcess, spawn } from "node:child_process";
import { fromRoot } from "./paths.js";

/** The built backend. */
const BUNDLE = fromRoot("api", "dist", "main.js");
/** The longest that a start may take, with a large log to check on a slow disk. */
const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

export interface ApiProcess {
	readonly url: string;
	readonly child: ChildProcess;
	/** Ends it in order; resolves with its exit code. */
	readonly stop: () => Promise<number>;
	/** Ends it at once, as a crash would. */
	readonly kill: () => Promise<void>;
}

export interface ApiProcessOptions {
	readonly port: number;
	/** Beyond this process's own environment. */
	readonly env?: NodeJS.ProcessEnv;
	/** What becomes of its log lines. */
	readonly output: "inherit" | "ignore";
}

function exitOf(child: ChildProcess): Promise<number> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode ?? 1);
	return new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
}

async function isReady(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/readyz`)).ok;
	} catch {
		// Not listening yet.
		return false;
	}
}

/** Starts the built backend and waits until it is ready. Rejects where it ends before, or does not come up. */
export async function startApi({ port, env, output }: ApiProcessOptions): Promise<ApiProcess> {
	const url = `http://127.0.0.1:${port}`;
	const child = spawn(process.execPath, ["--enable-source-maps", BUNDLE], {
		env: { ...process.env, ...env, PORT: String(port) },
		stdio: ["ignore", output, "inherit"],
		// Ctrl-C reaches the whole group of a terminal; whoever started this one ends it in order.
		detached: process.platform !== "win32",
	});
	const exited = exitOf(child);
	let code: number | undefined;
	void exited.then((value) => (code = value));
	const deadline = Date.now() + READY_TIMEOUT_MS;
	while (!(await isReady(url))) {
		if (code !== undefined) throw new Error(`the backend ended with code ${code} before it was ready`);
		if (Date.now() > deadline) {
			child.kill("SIGKILL");
			throw new Error(`the backend was not ready within ${READY_TIMEOUT_MS / 1000} s`);
		}
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
	return {
		url,
		child,
		stop: () => {
			child.kill("SIGTERM");
			return exited;
		},
		kill: async () => {
			child.kill("SIGKILL");
			await exited;
		},
	};
}
