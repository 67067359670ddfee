import type { Bus } from "../bus/bus.js";
import type { Database } from "../db/database.js";
import type { UserDataHolder } from "../erasure/erasure.js";
import type { FoldedTopicDeps } from "../log/folded-topic.js";
import type { Definitions } from "./load-definitions.js";
import { createUnifiedStateManager, type UnifiedStateManager } from "./unified-state-manager.js";

export interface StartExperienceOptions extends FoldedTopicDeps {
	readonly definitions: Definitions;
	readonly database: Database;
	/** Whether the database may hold what an earlier process has left. */
	readonly hasEarlier: boolean;
	readonly bus: Bus;
	/** Unix seconds. */
	readonly now: () => number;
}

/** The state of experiences, running until `stop`. */
export interface RunningExperience {
	readonly definitions: Definitions;
	readonly manager: UnifiedStateManager;
	readonly userData: UserDataHolder;
	/** Whether the database is in use by experiences: a look into it that nobody asked for opens it for nothing else. */
	readonly isInUse: () => boolean;
	/**
	 * Tells what was left, and forgets what is old: to be called once requests are taken, and now and then. Does nothing
	 * where nobody has needed the database so far, and does not reject.
	 */
	readonly sweep: () => Promise<void>;
	readonly stop: () => Promise<void>;
}

/** Makes the state of experiences. */
export function startExperience(options: StartExperienceOptions): RunningExperience {
	const { definitions, database, report } = options;
	let isNeeded = options.hasEarlier && definitions.size > 0;
	const watched: Pick<Database, "run" | "transaction"> = {
		run: (work) => {
			isNeeded = true;
			return database.run(work);
		},
		transaction: (work) => {
			isNeeded = true;
			return database.transaction(work);
		},
	};
	const manager = createUnifiedStateManager({ ...options, database: watched });
	return {
		definitions,
		manager,
		userData: manager.userData,
		isInUse: () => isNeeded,
		// Embedded it takes some hundred megabytes, which nobody pays for a look at nothing.
		sweep: async () => {
			if (!isNeeded) return;
			await manager.sweep().catch((error: unknown) => report("Experiences could not be swept.", { error }));
		},
		stop: manager.close,
	};
}
