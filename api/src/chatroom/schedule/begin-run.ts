import type { Database } from "../../db/database.js";
import { refreshTopics, type TopicSource } from "../topics/refresh-topics.js";
import type { RunCalls } from "./run-calls.js";
import type { Run } from "../runs/run.js";
import type { RunGeneration } from "./run-generation.js";
import type { Slot } from "./slots.js";

export interface BeginRunDeps {
	readonly database: Pick<Database, "transaction">;
	readonly topics: TopicSource;
	readonly generation: Pick<RunGeneration, "ensure">;
	readonly calls: Pick<RunCalls, "call">;
}

/** Begins the run of a slot with the topics of its week, or finds it, and calls everybody who does runs. */
export function beginRuns({ database, topics, generation, calls }: BeginRunDeps) {
	return async (slot: Slot): Promise<Run> => {
		await database.transaction((sql) => refreshTopics(sql, topics, slot.slot));
		const run = await generation.ensure({ ...slot, seed: topics.seed });
		await calls.call(run.runId);
		return run;
	};
}
