import { copyFile, cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";
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
async function bundle(options: BuildOptions): Promise<RunResult> {
	try {
		await build({
			bundle: true,
			format: "esm",
			packages: "external",
			sourcemap: true,
			logLevel: "silent",
			...options,
		});
		return { code: 0, output: "" };
	} catch (error) {
		return { code: 1, output: error instanceof Error ? error.message : String(error) };
	}
}

async function buildApi(): Promise<RunResult> {
	const dist = fromRoot("api", "dist");
	const bundled = await bundle({
		entryPoints: [fromRoot("api", "src", "main.ts")],
		outfile: join(dist, "main.js"),
		platform: "node",
		target: "node20",
	});
	// What it looks for beside itself: the thread of the embedded database, and the tables' migrations.
	for (const name of ["pglite-worker.mjs", "migrations"]) {
		await rm(join(dist, name), { recursive: true, force: true });
		await cp(fromRoot("api", "src", "db", name), join(dist, name), { recursive: true });
	}
	return bundled;
}

/** Bundles the backend; packages stay outside. */
export const BUILD_API: Step = { name: "backend", run: buildApi };

async function buildClient(): Promise<RunResult> {
	const folder = fromRoot("api", "client");
	const dist = join(folder, "dist");
	// What an older build left there would be published along.
	await rm(dist, { recursive: true, force: true });
	const bundled = await bundle({
		entryPoints: [".", "experience", "chatroom", "encounters"].flatMap((entry) =>
			["index.ts", "react.ts"].map((name) => join(folder, entry, name)),
		),
		outdir: dist,
		platform: "neutral",
		target: "es2023",
		// All entries share their classes, or an error of one would be a stranger to another.
		splitting: true,
	});
	if (bundled.code !== 0) return bundled;
	await copyFile(fromRoot("LICENSE"), join(dist, "LICENSE"));
	const typed = await tool("typescript", "tsc", ["-p", join(folder, "tsconfig.build.json")])();
	if (typed.code === 0) await nameWholeFiles(join(dist, "types"));
	return typed;
}

/** The game's sources leave the ending of a file out, which Node's way of finding types does not take. */
async function nameWholeFiles(folder: string): Promise<void> {
	for (const name of await readdir(folder, { recursive: true })) {
		if (!name.endsWith(".d.ts")) continue;
		const path = join(folder, name);
		const text = await readFile(path, "utf8");
		await writeFile(path, text.replaceAll(/(from "\.[^"]*?)(?:\.js)?"/g, '$1.js"'));
	}
}

/** The package of the client library, ready to be packed, with its types. */
export const BUILD_CLIENT: Step = { name: "client library", run: buildClient };

export const BUILD_PAGES: Step = {
	name: "pages",
	run: tool("vite", "vite", ["build", "api/web", "--config", "api/web/vite.config.ts", "--logLevel", "warn"]),
};

/** Everything compiled, in the order in which a failure tells most. */
export const BUILD: readonly Step[] = [BUILD_GAME, BUILD_API, BUILD_CLIENT, BUILD_PAGES];

/** Format, lint, and types of what is not compiled. */
export const READ: readonly Step[] = [
	{ name: "format", run: tool("prettier", "prettier", ["--check", "--log-level", "warn", "."]) },
	{
		name: "lint",
		run: tool("eslint", "eslint", ["-c", ".config/eslint.config.mjs", "--max-warnings", "0", "."]),
	},
	{ name: "types of the backend", run: tool("typescript", "tsc", ["-p", "api"]) },
	{ name: "types of the scripts", run: tool("typescript", "tsc", ["-p", "scripts"]) },
];

/** Format, lint and types of both halves. */
export const CHECK: readonly Step[] = [...READ, BUILD_SPECS];

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
