import { randomUUID } from "node:crypto";
import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
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
 * killed. Resolves with the file, which lies where the bundle of a build would lie, seen from the packages.
 */
export async function bundleService(options: BundleOptions = {}): Promise<string> {
	const { entry = join(ROOT, "api", "src", "main.ts"), plugins = [] } = options;
	const folder = join(ROOT, ".cache", "cuts");
	await mkdir(folder, { recursive: true });
	const outfile = join(folder, `${randomUUID()}.mjs`);
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
