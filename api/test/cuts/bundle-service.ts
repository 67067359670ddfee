import { randomUUID } from "node:crypto";
import { cp, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build, type Plugin } from "esbuild";

/** The project's folder. */
const ROOT = join(import.meta.dirname, "..", "..", "..");

export interface BundleOptions {
	/** The file that runs; the whole backend's where there is none. */
	readonly entry?: string;
	readonly plugins?: readonly Plugin[];
}

/**
 * Bundles an entry of the backend, so that a process of it starts in a fraction of a second however often it is
 * killed. Resolves with the file, which lies in a folder of its own, as deep in the project as the bundle of a build,
 * so that it finds what that finds; `removeBundle` takes it away.
 */
export async function bundleService(options: BundleOptions = {}): Promise<string> {
	const { entry = join(ROOT, "api", "src", "main.ts"), plugins = [] } = options;
	const folder = join(ROOT, ".cache", `cuts-${randomUUID()}`);
	await mkdir(folder, { recursive: true });
	const outfile = join(folder, "main.mjs");
	await build({
		entryPoints: [entry],
		outfile,
		bundle: true,
		platform: "node",
		target: "node20",
		format: "esm",
		packages: "external",
		logLevel: "silent",
		plugins: [...plugins],
	});
	// What it looks for beside itself: the thread of the embedded database, and the tables' migrations.
	for (const name of ["pglite-worker.mjs", "migrations"])
		await cp(join(ROOT, "api", "src", "db", name), join(folder, name), { recursive: true });
	return outfile;
}

export async function removeBundle(bundle: string): Promise<void> {
	await rm(dirname(bundle), { recursive: true });
}
