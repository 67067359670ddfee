import { databaseProbe, measureDatabase } from "./db/database-metrics.js";
import { openDatabase } from "./db/open-database.js";
import { busProbe } from "./bus/measure-bus.js";
import { startNarrator } from "./experience/narrator.js";
import type { Definitions } from "./experience/load-definitions.js";
import { startExperience } from "./experience/start-experience.js";
import { publishUserUpdates } from "./experience/user-updates.js";
import type { Probe } from "./http/probes.js";
import { logProbes } from "./log/log-probes.js";
import type { Mind } from "./messages/mind.js";
import { startOutbox } from "./outbox/start-outbox.js";
import { type Base, type GroundOptions, openGround } from "./process-ground.js";
import type { RunningProcess } from "./service.js";
import { startSweeping } from "./sweeping.js";

export interface TellingOptions extends GroundOptions {
	readonly base: Base;
	readonly mind: Mind;
	/** PostgreSQL, where experiences are. */
	readonly databaseUrl: string;
	readonly definitions: Definitions;
}

/** What a worker does for experiences, and its part in the process. */
export interface Telling extends Pick<RunningProcess, "onListening" | "onClosed"> {
	readonly probes: readonly Probe[];
}

/** Narrates, and tells what was saved and left untold: what players wait for, whoever they asked. */
export async function startTelling(options: TellingOptions): Promise<Telling> {
	const { base, mind, databaseUrl: url, definitions } = options;
	const { now, report, metrics } = base;
	const ground = await openGround(options, base);
	const { log, nats } = ground;
	const bus = ground.openBus();
	const database = openDatabase({ report, url });
	measureDatabase(database, metrics.registry);
	const onTold = publishUserUpdates(bus);
	const outbox = startOutbox({ database, hasEarlier: true, log, now, report, onTold });
	const experience = startExperience({ definitions, outbox, log, bus, now, report });
	const narrator = startNarrator({
		narrations: experience.manager.narrations,
		mind,
		maySweep: outbox.isInUse,
		report,
	});
	const stopSweeping = startSweeping([outbox.sweep, experience.sweep]);
	return {
		probes: [
			...logProbes(log, { hasNats: nats !== undefined }),
			busProbe(bus),
			// Without it there is nothing to narrate, and messages are answered all the same.
			databaseProbe(database),
		],
		onListening: [database.open, outbox.sweep, experience.sweep, narrator.sweep],
		onClosed: [
			async () => {
				database.openNoMore();
				stopSweeping();
				await narrator.stop();
				await outbox.stop();
			},
			() => database.close(),
			...ground.onClosed,
		],
	};
}
