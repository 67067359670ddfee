import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLmdbLog } from "../../src/log/lmdb-log.js";
import type { Log } from "../../src/log/log.js";
import { CREDENTIAL_SETTINGS, UNLIMITED } from "../cuts/credentials.js";
import { createInstance, type Instance } from "../cuts/instance.js";

/** One process of the whole service on the embedded log, and what it leaves behind. */
export interface KeptService extends Instance {
	/** Reads its log, once it has ended. */
	readonly read: <T>(look: (log: Log) => Promise<T>) => Promise<T>;
	readonly remove: () => Promise<void>;
}

/** With tables elsewhere: the embedded database takes seconds to recover, in which nothing would be played. */
export async function startKeptService(bundle: string, databaseUrl: string): Promise<KeptService> {
	const folder = await mkdtemp(join(tmpdir(), "earshot-encounters-"));
	const engines = { DATA_DIR: folder, LOG_ENGINE: "lmdb", DATABASE_URL: databaseUrl };
	const env = { ...CREDENTIAL_SETTINGS, ...UNLIMITED, ...engines };
	const instance = await createInstance({ bundle, env });
	await instance.start();
	return {
		...instance,
		async read(look) {
			const log = await openLmdbLog({ directory: join(folder, "log") });
			try {
				return await look(log);
			} finally {
				await log.close();
			}
		},
		async remove() {
			await instance.kill();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
