import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Config } from "../config/config.js";
import type { DrainStep } from "../http/drain.js";
import type { Probe } from "../http/probes.js";
import type { Mind } from "./mind.js";
import { createMind } from "./minds/create-mind.js";

export interface OpenMindsOptions {
	readonly config: Pick<Config, "mind" | "worldId">;
	readonly logger: Logger;
	readonly registry: Registry;
	/** Takes the place of what the settings say. */
	readonly mind: Mind | undefined;
}

/** What is behind the NPCs of a process. */
export interface OpenMinds {
	readonly mind: Mind;
	readonly probes: readonly Probe[];
	readonly stop: DrainStep;
}

/** The mind that was given, or the one that the settings name. */
export function openMinds({ config, logger, registry, mind }: OpenMindsOptions): OpenMinds {
	if (mind) return { mind, probes: [], stop: () => Promise.resolve() };
	const made = createMind(config, { logger, registry, now: () => performance.now() / 1000 });
	return {
		mind: made.mind,
		// A model that does not answer is no reason to take a process out: the scripted mind does.
		probes: [{ name: "mind", required: false, check: made.status }],
		stop: () => {
			made.stop();
			return Promise.resolve();
		},
	};
}
