import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Config } from "../../config/config.js";
import type { ProbeState } from "../../http/probes.js";
import type { Mind } from "../mind.js";
import { createBreaker } from "./breaker.js";
import { guardMind } from "./guarded-mind.js";
import { measureMind } from "./mind-metrics.js";
import { createLettaMind } from "./model/letta-mind.js";
import { modelStatus } from "./model-status.js";
import { createOpenAiChat } from "./model/openai-chat.js";
import { createOpenAiMind } from "./model/openai-mind.js";
import { createScriptedMind } from "./scripted/scripted-mind.js";

export interface MindOptions {
	readonly logger: Logger;
	readonly registry: Registry;
	/** Seconds of a clock that only goes on. */
	readonly now: () => number;
}

/** What thinks for NPCs, as the settings say. */
export interface Minds {
	/** Always answers, in time. Rejects only where its caller aborts. */
	readonly mind: Mind;
	/** For `/readyz`. Always ready: behind a model that does not answer the scripted mind does, and `detail` says so. */
	readonly status: () => ProbeState;
	/** Gives up what is under way; whoever waits for it hears so at once. */
	readonly stop: () => void;
}

export function createMind(config: Pick<Config, "mind" | "worldId">, options: MindOptions): Minds {
	const { logger, registry, now } = options;
	const scripted = createScriptedMind(config.mind.seed);
	const model = createModel(config);
	if (!model)
		return { mind: scripted, status: () => ({ ready: true, detail: scripted.name }), stop: () => undefined };

	const breaker = createBreaker();
	const stopped = new AbortController();
	const mind = guardMind({
		model,
		fallback: scripted,
		breaker,
		timeoutSeconds: config.mind.timeoutSeconds,
		metrics: measureMind(registry, model.name, { readState: () => breaker.state(now()) }),
		logger,
		now,
		stopped: stopped.signal,
	});
	return {
		mind,
		status: () => modelStatus(breaker, now(), { model: model.name, fallback: scripted.name }),
		stop: () => stopped.abort(new Error("the service stops")),
	};
}

function createModel({ mind, worldId }: Pick<Config, "mind" | "worldId">): Mind | undefined {
	switch (mind.kind) {
		case "openai":
			return createOpenAiMind(createOpenAiChat(mind));
		case "letta":
			return createLettaMind({ ...mind, defaultWorld: worldId });
		case "scripted":
			return undefined;
	}
}
