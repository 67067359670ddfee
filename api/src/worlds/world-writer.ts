import { heldByLog } from "../http/held-by-log.js";
import type { FoldedTopic } from "../log/folded-topic.js";
import { isMentioned } from "../log/is-mentioned.js";
import type { Log } from "../log/log.js";
import type { CanonicalSnapshot } from "../snapshots/canonical.js";
import { planErasure, planPayload, planSilence } from "./plan-world.js";
import type { Ingested } from "./plan-world.js";
import { entitiesOf } from "./remove-user.js";
import type { WorldTopicEntry } from "./restore-world.js";
import { createEntryMaker } from "./world-entry.js";
import type { WorldMemory } from "./world-memory.js";

export type { Ingested } from "./plan-world.js";

export interface WriterDeps {
	readonly log: Log;
	/** Unix seconds. */
	readonly now: () => number;
	/** Ids for clusters that come without one; never the same twice. */
	readonly newId: () => string;
	/** Seconds after which a source that says nothing is taken to be gone. */
	readonly sourceTimeoutSeconds: number;
}

/** What is done to a world, here and in every other process that writes to it. */
export interface WorldWriter {
	readonly ingest: (snapshot: CanonicalSnapshot) => Promise<Ingested>;
	/** Forgets sources that have been silent too long, and removes what they said. */
	readonly sweep: () => Promise<void>;
	/** Removes a user, and the history in which they occur; whether there was anything. */
	readonly erase: (userId: string) => Promise<boolean>;
}

export function createWorldWriter(
	worldId: string,
	world: FoldedTopic<WorldMemory, WorldTopicEntry>,
	{ log, now, newId, sourceTimeoutSeconds }: WriterDeps,
): WorldWriter {
	const planning = { worldId, isShared: log.shared, entryOf: createEntryMaker() };
	return {
		ingest: (snapshot) => world.write((memory) => planPayload(memory, snapshot, { ...planning, newId })),
		sweep: async () => {
			await world.write((memory) =>
				planSilence(memory, { ...planning, now: now(), timeoutSeconds: sourceTimeoutSeconds }),
			);
		},
		erase: async (userId) => {
			await world.refresh();
			const isThere = entitiesOf(userId, world.state.peopled.state).length > 0;
			if (!isThere && !(await isMentioned(log, world.topic, JSON.stringify(userId)))) return false;
			await world.write((memory) => planErasure(memory, userId, { ...planning, now: now() }));
			const forgetting = world.putAside().then((offset) => log.forget(world.topic, offset));
			await heldByLog(forgetting, "the history is not erased yet");
			return true;
		},
	};
}
