import type { Config } from "../../config/config.js";
import { openConfiguredDatabase } from "../../db/configured-database.js";
import type { RunWire } from "../chatroom-wire.js";
import type { Topic } from "../core/society.js";
import { beginRuns } from "../schedule/begin-run.js";
import { createGeneration } from "../schedule/create-generation.js";
import { createSlots } from "../schedule/slots.js";
import { seedDemo } from "./seed-demo.js";

export interface SeedDatabaseOptions {
	readonly config: Pick<Config, "chatroom" | "dataDir" | "databaseUrl" | "logEngine">;
	readonly topics: readonly Topic[];
	readonly userIds: readonly string[];
	/** Unix seconds. */
	readonly now: () => number;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
	readonly onProgress: (run: RunWire) => void;
}

/**
 * Gives users a society and their first conversations in the database of the settings, where no backend need run. Gives
 * how many users are new. Rejects with DatabaseError where the database cannot be had: embedded it is one process's.
 */
export async function seedDatabase(options: SeedDatabaseOptions): Promise<number> {
	const { config, topics, userIds, now, report, onProgress } = options;
	const { chatroom } = config;
	const { seed } = chatroom;
	const database = openConfiguredDatabase(config, { report });
	try {
		const slots = createSlots(chatroom);
		// What is saved to be told, a backend tells with its next sweep.
		const tell = (): Promise<void> => Promise.resolve();
		const generation = createGeneration({ database, tell, now, report }, chatroom.batch);
		const calls = { call: () => Promise.resolve() };
		const begin = beginRuns({ database, topics: { pool: topics, seed }, generation, calls });
		const added = await seedDemo({ database, slots, begin, now }, userIds);
		const { signal } = new AbortController();
		for (const run of await generation.unfinished()) await generation.work(run, { signal, onProgress });
		return added;
	} finally {
		await database.close();
	}
}
