import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";
import { openFolder } from "../pglite-folder.js";
import { startPglite } from "../pglite-process.js";

/** Making an embedded database's files takes seconds of computing; on a busy machine many. */
const MAKE_MS = 120_000;

const CACHE = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..", ".cache");

/** Gives folders that hold an empty embedded database each, without tables: copies of one that is made once. */
export function embeddedFolders(): () => Promise<string> {
	let home = "";
	let count = 0;
	let template = "";
	beforeAll(async () => {
		home = await mkdtemp(join(tmpdir(), "earshot-db-"));
		template = await makeTemplate();
	}, MAKE_MS);
	afterAll(() => rm(home, { recursive: true, force: true }));
	return async () => {
		const folder = join(home, String((count += 1)));
		await cp(template, folder, { recursive: true });
		return folder;
	};
}

/** Kept by PGlite's version, as its files do not change with anything else. */
async function makeTemplate(): Promise<string> {
	const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
	const manifest = readFileSync(join(dirname(entry), "..", "package.json"), "utf8");
	const { version } = JSON.parse(manifest) as { version: string };
	const template = join(CACHE, `pglite-${version}`);
	if (existsSync(template)) return template;
	await mkdir(CACHE, { recursive: true });
	const unfinished = await mkdtemp(`${template}-`);
	const never = new AbortController().signal;
	const { pglite, release } = await openFolder({
		directory: unfinished,
		clock: () => 0,
		signal: never,
		start: (directory) => startPglite({ directory, signal: never, onDeath: () => undefined }),
	});
	await pglite.close();
	await release();
	try {
		await rename(unfinished, template);
	} catch {
		// Another test file has made it in the meantime.
		await rm(unfinished, { recursive: true });
	}
	return template;
}
