import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config/config.js";
import type { Database } from "./database.js";
import { openDatabase, type OpenDatabaseOptions } from "./open-database.js";

type Settings = Pick<Config, "dataDir" | "databaseUrl" | "logEngine">;

function databaseFolder({ dataDir }: Settings): string {
	return join(dataDir, "db");
}

/** The database as the settings want it; embedded it is as lasting as the log. */
export function openConfiguredDatabase(
	config: Settings,
	{ report }: Pick<OpenDatabaseOptions, "report">,
): Database {
	return openDatabase({
		report,
		...(config.databaseUrl !== undefined && { url: config.databaseUrl }),
		...(config.logEngine !== "memory" && { directory: databaseFolder(config) }),
	});
}

/** Whether there is a database of before. One that would be new is not made to be asked for what it cannot hold. */
export function hasDatabase(config: Settings): boolean {
	return (
		config.databaseUrl !== undefined || (config.logEngine !== "memory" && existsSync(databaseFolder(config)))
	);
}
