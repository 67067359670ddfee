import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ROOT, fromRoot } from "./paths.js";

const require = createRequire(import.meta.url);

/** The script behind a command of an installed package, to be run by this Node (no shell, so any system). */
export function binOf(packageName: string, bin = packageName): string {
	const manifestPath = fromRoot("node_modules", packageName, "package.json");
	const manifest = require(manifestPath) as { bin: string | Record<string, string> };
	const relative = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[bin];
	if (relative === undefined) throw new Error(`${packageName} has no command ${bin}`);
	return join(dirname(manifestPath), relative);
}

export interface RunOptions {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
	/** Collects what the command prints instead of passing it on. */
	readonly quiet?: boolean;
}

export interface RunResult {
	readonly code: number;
	/** What it printed, where `quiet` asked to collect it. */
	readonly output: string;
}

/** Runs this Node on a script to its end. */
export function runNode(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, {
			cwd: options.cwd ?? ROOT,
			env: options.env ?? process.env,
			stdio: options.quiet === true ? ["ignore", "pipe", "pipe"] : "inherit",
		});
		const chunks: Buffer[] = [];
		child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
		child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
		child.once("error", reject);
		child.once("close", (code) => {
			resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") });
		});
	});
}
