import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseError } from "./database-error.js";
import { lockDirectory } from "./directory-lock.js";
import { PgliteError, type PgliteProcess } from "./pglite-process.js";

export interface OpenFolderOptions {
	readonly directory: string;
	readonly clock: () => number;
	readonly signal: AbortSignal;
	readonly start: (folder: string) => Promise<PgliteProcess>;
	/** What was found wrong with the files when they were open last. */
	readonly damage?: string;
}

export interface OpenFolder {
	readonly pglite: PgliteProcess;
	readonly notice?: string;
	readonly release: () => Promise<void>;
}

/**
 * Opens the embedded database in `directory`: its files lie in `data`, beside the lock that keeps other processes
 * out. Files that PGlite cannot start from are set aside as `data.damaged-<unix seconds>`, and it begins empty, with
 * a notice. Rejects with DatabaseError: `taken`, `newer` for files of another PostgreSQL, `unavailable` where the
 * folder cannot be written to.
 */
export async function openFolder(options: OpenFolderOptions): Promise<OpenFolder> {
	const { directory } = options;
	try {
		mkdirSync(directory, { recursive: true });
		const { release } = await lockDirectory(directory);
		try {
			return { ...(await openSound(options)), release };
		} catch (error) {
			await release();
			throw error;
		}
	} catch (error) {
		if (error instanceof DatabaseError) throw error;
		throw new DatabaseError("unavailable", "the embedded database cannot be opened", { cause: error });
	}
}

async function openSound(options: OpenFolderOptions): Promise<Omit<OpenFolder, "release">> {
	const { directory, damage, start, signal } = options;
	const data = join(directory, "data");
	if (damage !== undefined) return startOver(options, damage);
	if (!existsSync(data)) await create(data, start);
	try {
		return { pglite: await start(data) };
	} catch (error) {
		if (signal.aborted || !(error instanceof PgliteError)) throw error;
		if (OTHER_VERSION.test(error.said)) {
			const message = "its files are of another version of PostgreSQL; run the Earshot that wrote them";
			throw new DatabaseError("newer", message, { cause: error });
		}
		if (NO_FAULT_OF_THE_FILES.test(`${error.message}\n${error.said}`)) throw error;
		return startOver(options, reasonOf(error));
	}
}

async function startOver(
	{ directory, clock, start }: OpenFolderOptions,
	damage: string,
): Promise<Omit<OpenFolder, "release">> {
	const data = join(directory, "data");
	const name = `data.damaged-${Math.floor(clock())}`;
	let aside = name;
	for (let copy = 2; existsSync(join(directory, aside)); copy++) aside = `${name}-${copy}`;
	renameSync(data, join(directory, aside));
	await create(data, start);
	return { pglite: await start(data), notice: `data lost: ${damage}; the files were kept as ${aside}` };
}

/**
 * Makes an empty database, under another name until it is whole: a process killed in the middle leaves nothing that
 * looks like one. In a thread that ends with it, as making one takes far more memory than having one.
 */
async function create(data: string, start: OpenFolderOptions["start"]): Promise<void> {
	const unfinished = `${data}.new`;
	rmSync(unfinished, { recursive: true, force: true });
	const pglite = await start(unfinished);
	await pglite.close();
	renameSync(unfinished, data);
}

const OTHER_VERSION = /incompatible with server/i;
const NO_FAULT_OF_THE_FILES =
	/no space left|permission denied|read-only file system|out of memory|EACCES|ENOSPC|EROFS/i;

/** The database's own last word that it ended for, without the names of files. */
function reasonOf({ message, said }: PgliteError): string {
	const last = said.split("\n").findLast((line) => /(PANIC|FATAL):/.test(line));
	return (last ?? message).replace(/^.*(PANIC|FATAL):\s*/, "").trim();
}
