import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Config } from "../../../config/config.js";
import type { DrainStep } from "../../../http/drain.js";
import type { Probe } from "../../../http/probes.js";
import { createBreaker } from "../../../messages/minds/breaker.js";
import { guardModel } from "../../../messages/minds/guard-model.js";
import { measureMind } from "../../../messages/minds/mind-metrics.js";
import { createOpenAiChat } from "../../../messages/minds/model/openai-chat.js";
import { modelStatus } from "../../../messages/minds/model-status.js";
import type { LineWriter } from "../line-writer.js";
import { INPUT_TOKENS } from "./budget.js";
import { measureLines } from "./line-metrics.js";
import { modelLineWriter } from "./model-line-writer.js";

export interface OpenLinesOptions {
	readonly config: Pick<Config, "mind" | "chatroom">;
	readonly logger: Logger;
	/** One writer each: its metrics have the same names. */
	readonly registry: Registry;
	/** Seconds of a clock that only goes on. */
	readonly now?: () => number;
}

/** What writes the lines of the chatroom in a process. */
export interface OpenLines {
	/** Absent where the script writes them all. */
	readonly write?: LineWriter;
	readonly probes: readonly Probe[];
	/** Gives up what is under way at the model; the conversations end with their scripted lines. */
	readonly stop: DrainStep;
}

/**
 * The model that the settings name, with the script behind it; none where they name none, or have the script write. Its breaker is
 * its own: what a run in the background comes to takes the model from nobody who talks in a place.
 */
export function openLineWriter(options: OpenLinesOptions): OpenLines {
	const { config, logger, registry, now = () => performance.now() / 1000 } = options;
	const { mind, chatroom } = config;
	if (chatroom.lines === "script") return { probes: [], stop: () => Promise.resolve() };
	if (mind.kind === "letta") {
		// What a Letta server makes of memory, tools and its own instructions is past the budget before a word of ours.
		logger.info(
			{ budget: INPUT_TOKENS },
			"the chatroom's lines are scripted: an agent of Letta is given more than their budget",
		);
	}
	if (mind.kind !== "openai") return { probes: [], stop: () => Promise.resolve() };

	const chat = createOpenAiChat(mind);
	const breaker = createBreaker();
	const stopped = new AbortController();
	const readState = () => breaker.state(now());
	const ask = guardModel({
		name: chat.name,
		breaker,
		metrics: measureMind(registry, chat.name, { readState, prefix: "chatroom_mind" }),
		logger,
		now,
		stopped: stopped.signal,
	});
	const metrics = measureLines(registry, chat.name);
	const { timeoutSeconds } = mind;
	return {
		write: modelLineWriter({ chat, ask, breaker, timeoutSeconds, metrics, logger, now }),
		probes: [
			{
				name: "chatroom-lines",
				required: false,
				check: () => modelStatus(breaker, now(), { model: chat.name, fallback: "the script" }),
			},
		],
		stop: () => {
			stopped.abort(new Error("the service stops"));
			return Promise.resolve();
		},
	};
}
