import { once } from "node:events";
import { spawnLune } from "./lune.js";
import { ROOT } from "./paths.js";

export interface LuneResult {
	readonly code: number;
	readonly output: string;
}

/** Runs a Lune script of the project to its end and collects what it prints. */
export async function runLune(script: string, args: readonly string[] = [], cwd = ROOT): Promise<LuneResult> {
	const child = await spawnLune(["run", script, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
	const chunks: Buffer[] = [];
	child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
	child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
	const [code] = (await once(child, "close")) as [number | null];
	return { code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") };
}
