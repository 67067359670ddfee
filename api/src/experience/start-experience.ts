import type { UserDataHolder } from "../erasure/erasure.js";
import type { RunningOutbox } from "../outbox/start-outbox.js";
import {
	createUnifiedStateManager,
	type ManagerDeps,
	type UnifiedStateManager,
} from "./unified-state-manager.js";

export interface StartExperienceOptions extends Omit<ManagerDeps, "calls" | "teller"> {
	readonly outbox: RunningOutbox;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** The state of experiences. */
export interface RunningExperience {
	readonly manager: UnifiedStateManager;
	readonly userData: UserDataHolder;
	/** Forgets what is old: to be called now and then. Does nothing where the database is not in use, and does not reject. */
	readonly sweep: () => Promise<void>;
}

/** Makes the state of experiences. */
export function startExperience({ outbox, report, ...deps }: StartExperienceOptions): RunningExperience {
	const manager = createUnifiedStateManager({ ...deps, ...outbox });
	return {
		manager,
		userData: manager.userData,
		sweep: async () => {
			if (!outbox.isInUse()) return;
			await manager.sweep().catch((error: unknown) => report("Experiences could not be swept.", { error }));
		},
	};
}
