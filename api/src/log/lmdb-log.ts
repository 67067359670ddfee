import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createLmdbStore, loadTopics, openTables, type LmdbTables } from "./lmdb-store.js";
import type { Log } from "./log.js";
import { createLog } from "./log-core.js";
import { LogError } from "./log-error.js";
import { logSettings, type LogOptions, type LogSettings } from "./log-options.js";
import type { LogStore } from "./log-store.js";
import { findDamage, setAside } from "./sound-file.js";
import type { TopicState } from "./topic-state.js";

export interface LmdbLogOptions extends LogOptions {
	/** Where the files lie; made where it does not exist. */
	readonly directory: string;
}

const FILE = "log.mdb";

/** Counts up when records change their form; files of another form are set aside, not misread. */
const FORM = "1";

/**
 * The durable log: one LMDB file in `directory`. An append is acknowledged when its commit has reached the
 * disk. The whole file is checked before it is used: a damaged one is set aside as
 * `log.mdb.damaged-<unix seconds>` (see `status().detail`) and a new history begins, whose epochs tell every
 * reader to start over. Rejects with `LogError`: `taken` where another process is writing to it, `failed` where the
 * directory cannot be used.
 */
export async function openLmdbLog({ directory, ...options }: LmdbLogOptions): Promise<Log> {
	const settings = logSettings(options);
	try {
		mkdirSync(directory, { recursive: true });
		return createLog(await openSoundStore(join(directory, FILE), settings), settings);
	} catch (error) {
		if (error instanceof LogError) throw error;
		throw new LogError("failed", `the log in ${directory} cannot be opened`, { cause: error });
	}
}

async function openSoundStore(path: string, settings: LogSettings): Promise<LogStore> {
	const damage = findDamage(path);
	if (damage !== undefined) return startOver(path, damage, settings);
	try {
		return await openStore(path, settings.newEpoch);
	} catch (error) {
		if (!(error instanceof LogError) || error.code !== "damaged") throw error;
		return startOver(path, error.message, settings);
	}
}

async function startOver(path: string, damage: string, { clock, newEpoch }: LogSettings): Promise<LogStore> {
	const aside = setAside(path, Math.floor(clock()));
	return openStore(path, newEpoch, `history lost: ${damage}; the file was kept as ${aside}`);
}

async function openStore(path: string, newEpoch: () => string, notice?: string): Promise<LogStore> {
	const tables = openTables(path);
	try {
		const topics = loadTopics(tables);
		const history = await claim(tables, topics, newEpoch);
		return createLmdbStore(tables, {
			...history,
			topics,
			...(notice !== undefined && { notice }),
		});
	} catch (error) {
		await tables.root.close();
		throw error;
	}
}

/** Names this process the owner: one that had the log before fails at its next write instead of forking history. */
async function claim(
	{ root, about }: LmdbTables,
	topics: ReadonlyMap<string, TopicState>,
	newEpoch: () => string,
): Promise<{ readonly history: string; readonly owner: string }> {
	const known = about.get("history");
	if (about.get("form") !== (known === undefined ? undefined : FORM)) {
		throw new LogError("damaged", "the records are of another form");
	}
	if (known === undefined && topics.size > 0) {
		throw new LogError("damaged", "the name of the history is gone");
	}
	const history = known ?? newEpoch();
	const owner = randomUUID();
	await root.childTransaction(() => {
		about.putSync("form", FORM);
		about.putSync("history", history);
		about.putSync("owner", owner);
	});
	return { history, owner };
}
