import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bus } from "../../bus/bus.js";
import { createMemoryBus } from "../../bus/memory-bus.js";
import type { Database } from "../../db/database.js";
import { limitCalls } from "../../db/database-calls.js";
import type { Log, LogEntry } from "../../log/log.js";
import { createMemoryLog } from "../../log/memory-log.js";
import { createTeller } from "../../outbox/teller.js";
import type { Player } from "../experience.js";
import { type Definitions, loadDefinitions } from "../load-definitions.js";
import { createUnifiedStateManager, type UnifiedStateManager } from "../unified-state-manager.js";
import { publishUserUpdates } from "../user-updates.js";

/** The folder of the experiences that ship. */
export const SHIPPED = join(fileURLToPath(import.meta.url), "..", "..", "..", "..", "experiences");

export const WOODS = "wylding-woods";

export const playerOf = (userId: string): Player => ({ experience: WOODS, userId });

/** A bus in this process that remembers what was published. */
export interface TestBus extends Bus {
	readonly published: { readonly subject: string; readonly data: string }[];
}

export function createTestBus(): TestBus {
	const published: TestBus["published"] = [];
	const bus = createMemoryBus({
		report: (message) => {
			throw new Error(message);
		},
	});
	return {
		...bus,
		published,
		publish: (subject, data) => {
			published.push({ subject, data });
			bus.publish(subject, data);
		},
	};
}

export interface TestExperiences {
	readonly manager: UnifiedStateManager;
	readonly log: Log;
	readonly bus: TestBus;
	readonly clock: { now: number };
	readonly reports: string[];
	readonly definitions: Definitions;
	/** Tells what was left, and forgets what is old. */
	readonly sweep: () => Promise<void>;
	readonly close: () => Promise<void>;
}

export interface TestOptions {
	readonly log?: Log;
	readonly bus?: TestBus;
	readonly folder?: string;
}

/** The state of the shipped experiences over a database, as one process has it. */
export async function testExperiences(
	database: Pick<Database, "run" | "transaction">,
	{ log = createMemoryLog(), bus = createTestBus(), folder = SHIPPED }: TestOptions = {},
): Promise<TestExperiences> {
	const reports: string[] = [];
	const clock = { now: 1_000 };
	const definitions = await loadDefinitions(folder);
	const now = () => clock.now;
	const calls = limitCalls(database);
	const report = (text: string) => void reports.push(text);
	const teller = createTeller({ calls, log, now, report, onTold: publishUserUpdates(bus) });
	const manager = createUnifiedStateManager({ definitions, calls, teller, log, bus, now });
	const sweep = async () => {
		await teller.sweep();
		await manager.sweep();
	};
	return { manager, log, bus, clock, reports, definitions, sweep, close: teller.close };
}

/** Everything that readers of a topic are told, parsed; what is bookkeeping left out. */
export async function toldIn<T = { readonly type: string }>(log: Log, topic: string): Promise<T[]> {
	return (await entriesOf(log, topic))
		.filter(({ type }) => type !== "numbered")
		.map(({ data }) => JSON.parse(data) as T);
}

export async function entriesOf(log: Log, topic: string): Promise<readonly LogEntry[]> {
	const after = { ...(await log.head(topic)), offset: (await log.oldest(topic)) - 1 };
	const read = await log.read(topic, after, 100_000);
	if (!read.ok) throw new Error(read.reason);
	return read.entries;
}
