import { randomUUID } from "node:crypto";
import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/** The project's folder. */
const ROOT = join(import.meta.dirname, "..", "..", "..");

/**
 * Bundles an entry of the backend, so that a process of it starts in a fraction of a second however often it is
 * killed. Resolves with the file, which lies where the bundle of a build would lie, seen from the packages.
 */
export async function bundleService(entry = join(ROOT, "api", "src", "main.ts")): Promise<string> {
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
	});
	// What it looks for beside itself where it is given a database.
	await cp(join(ROOT, "api", "src", "db", "migrations"), join(folder, "migrations"), { recursive: true });
	return outfile;
}
