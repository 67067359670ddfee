import { cp, rm } from "node:fs/promises";
import { build } from "esbuild";
import { fromRoot } from "./paths.js";
import type { RunResult } from "./run.js";
import { binOf, runNode } from "./run.js";

/** One thing that a command does, by name. */
export interface Step {
	readonly name: string;
	readonly run: () => Promise<RunResult>;
}

const tool = (packageName: string, bin: string, args: readonly string[]) => () =>
	runNode([binOf(packageName, bin), ...args], { quiet: true });

const compile = (project: string, rojo: string) =>
	tool("roblox-ts", "rbxtsc", ["-p", project, "--rojo", rojo, "--includePath", "game/include"]);

/** Compiles the game as it ships; checks its types as well. */
export const BUILD_GAME: Step = {
	name: "game to Luau",
	run: compile("game", "default.project.json"),
};

/** Compiles the game with its specs and benchmarks. */
export const BUILD_SPECS: Step = {
	name: "game with specs to Luau",
	run: compile("game/tsconfig.spec.json", "game/spec.project.json"),
};

/** By the package's own API: what its command is, script or binary, depends on how it was installed. */
async function bundleApi(): Promise<RunResult> {
	try {
		await build({
			entryPoints: [fromRoot("api", "src", "main.ts")],
			outfile: fromRoot("api", "dist", "main.js"),
			bundle: true,
			platform: "node",
			target: "node20",
			format: "esm",
			packages: "external",
			sourcemap: true,
			logLevel: "silent",
		});
		// What it looks for beside itself: the thread of the embedded database, and the tables' migrations.
		for (const name of ["pglite-worker.mjs", "migrations"]) {
			const target = fromRoot("api", "dist", name);
			await rm(target, { recursive: true, force: true });
			await cp(fromRoot("api", "src", "db", name), target, { recursive: true });
		}
		return { code: 0, output: "" };
	} catch (error) {
		return { code: 1, output: error instanceof Error ? error.message : String(error) };
	}
}

/** Bundles the backend; packages stay outside. */
export const BUILD_API: Step = {
	name: "backend",
	run: bundleApi,
};

export const BUILD_PAGES: Step = {
	name: "pages",
	run: tool("vite", "vite", ["build", "api/web", "--config", "api/web/vite.config.ts", "--logLevel", "warn"]),
};

/** Everything compiled, in the order in which a failure tells most. */
export const BUILD: readonly Step[] = [BUILD_GAME, BUILD_API, BUILD_PAGES];

/** Format, lint and types of both halves. */
export const CHECK: readonly Step[] = [
	{ name: "format", run: tool("prettier", "prettier", ["--check", "--log-level", "warn", "."]) },
	{
		name: "lint",
		run: tool("eslint", "eslint", ["-c", ".config/eslint.config.mjs", "--max-warnings", "0", "."]),
	},
	{ name: "types of the backend", run: tool("typescript", "tsc", ["-p", "api"]) },
	{ name: "types of the scripts", run: tool("typescript", "tsc", ["-p", "scripts"]) },
	BUILD_SPECS,
];

/**
 * Runs steps one after the other, a line each; a failing one's output is shown and the rest still run.
 * Gives the names of those that failed.
 */
export async function runSteps(steps: readonly Step[]): Promise<readonly string[]> {
	const failed: string[] = [];
	for (const step of steps) {
		const start = performance.now();
		const { code, output } = await step.run();
		const seconds = ((performance.now() - start) / 1000).toFixed(1);
		console.log(`${code === 0 ? "ok  " : "FAIL"} ${step.name} (${seconds} s)`);
		if (code === 0) continue;
		console.log(output.trimEnd());
		failed.push(step.name);
	}
	return failed;
}
