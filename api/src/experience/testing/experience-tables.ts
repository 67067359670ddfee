import type { Database } from "../../db/database.js";
import {
	experienceActions,
	experienceNarrations,
	outbox,
	experiencePlayers,
	experienceWorlds,
} from "../../db/schema.js";
import { onBothDatabases as onBoth } from "../../db/testing/on-both-databases.js";

/** The tables of experiences, to be looked into by tests. */
export const experienceTables = {
	worlds: experienceWorlds,
	players: experiencePlayers,
	actions: experienceActions,
	outbox,
	narrations: experienceNarrations,
};

/** Runs a suite on the embedded database, and on PostgreSQL; `openEmpty` gives one in which no experience is known. */
export function onBothDatabases(name: string, suite: (openEmpty: () => Promise<Database>) => void): void {
	onBoth(name, Object.values(experienceTables), suite);
}
