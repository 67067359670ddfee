import PQueue from "p-queue";
import type { Logger } from "pino";
import type { Breaker } from "../../../messages/minds/breaker.js";
import type { AskModel } from "../../../messages/minds/guard-model.js";
import type { Chat, Completion, Prompts } from "../../../messages/minds/model/openai-chat.js";
import type { LineWriter } from "../line-writer.js";
import { marksAt } from "../marks.js";
import { writeLines, type Written } from "../write-lines.js";
import { INPUT_TOKENS } from "./budget.js";
import type { LineMetrics, LineOutcome } from "./line-metrics.js";
import { linePrompt } from "./line-prompt.js";
import { readLine } from "./read-line.js";
import { createSaidBefore, type SaidBefore } from "./said-before.js";
import { createScene, type Scene } from "./scene.js";

/** Conversations that are written at a time: a model next door answers about as many at once, others allow more. */
export const CONVERSATIONS_AT_ONCE = 8;

/** From being asked for a conversation; what is not written by then is scripted, so that a run goes on. */
export const WRITING_SECONDS = 60;

export interface ModelLines {
	readonly chat: Chat;
	/** Asks within time limits, and not while the breaker is open. */
	readonly ask: AskModel;
	readonly breaker: Breaker;
	/** For one line. */
	readonly timeoutSeconds: number;
	readonly metrics: LineMetrics;
	readonly logger: Logger;
	/** Seconds that only go on. */
	readonly now: () => number;
}

/** A conversation on its way. */
interface Work {
	readonly scene: Scene;
	readonly scripted: Written;
	readonly said: SaidBefore;
	/** By `now`. */
	readonly deadline: number;
	readonly signal: AbortSignal;
}

/** The model's line of a turn, or why there is none. */
type Spoken = { readonly line: string } | { readonly outcome: LineOutcome };

/**
 * Lets a model speak each turn. Where it does not, or not well, the scripted line of that turn is said, so that a
 * conversation is always whole: a minute and one time limit after it was asked for, at the latest. A model that keeps
 * failing costs no time: one line tries it now and then, and nobody waits for what comes of that.
 */
export function modelLineWriter(deps: ModelLines): LineWriter {
	const { chat, ask, breaker, timeoutSeconds, metrics, logger, now } = deps;
	const queue = new PQueue({ concurrency: CONVERSATIONS_AT_ONCE });
	let isOverBudget = false;

	const complete = async (prompts: Prompts, signal: AbortSignal): Promise<Completion | undefined> => {
		const completion = await ask({
			ask: (inner) => chat.complete(prompts, inner),
			seconds: timeoutSeconds,
			signal,
		}).catch(() => {
			// Nobody wants it any more; or the service stops, and what there is will do.
			signal.throwIfAborted();
			return undefined;
		});
		if ((completion?.promptTokens ?? 0) > INPUT_TOKENS && !isOverBudget) {
			isOverBudget = true;
			const details = { mind: chat.name, promptTokens: completion!.promptTokens, budget: INPUT_TOKENS };
			logger.warn(details, "the model's service adds to prompts beyond the budget; the lines are scripted");
		}
		return completion;
	};

	const whyNot = (deadline = Number.POSITIVE_INFINITY): LineOutcome | undefined => {
		if (isOverBudget) return "over_budget";
		if (breaker.state(now()) !== "closed") return "left_alone";
		return now() >= deadline ? "late" : undefined;
	};

	const speak = async (work: Work, index: number, before: readonly string[]): Promise<Spoken> => {
		const { scene, said, deadline, signal } = work;
		const hindered = whyNot(deadline);
		if (hindered) return { outcome: hindered };
		const prompts = linePrompt(scene.brief(index, before));
		const completion = await complete(prompts, signal);
		if (!completion) return { outcome: "unanswered" };
		if (isOverBudget) return { outcome: "over_budget" };
		const read = readLine(completion.text, scene, index);
		if ("flaw" in read) return { outcome: read.flaw };
		return said.has(read.line, prompts.user) ? { outcome: "repeated" } : read;
	};

	const write = async (work: Work): Promise<Written> => {
		const { scripted, said, signal } = work;
		const lines: string[] = [];
		let used = "";
		for (const [index, line] of scripted.lines.entries()) {
			signal.throwIfAborted();
			const spoken = await speak(work, index, lines);
			const isWritten = "line" in spoken;
			metrics.wrote(isWritten ? "written" : spoken.outcome);
			lines.push(isWritten ? spoken.line : line);
			used += isWritten ? said.add(spoken.line) : marksAt(scripted.used, index);
		}
		return { lines, used };
	};

	/** One line that nobody waits for: whether the model is back. The guard lets one at a time through. */
	const tryAgain = (scene: Scene): void => {
		void complete(linePrompt(scene.brief(0, [])), new AbortController().signal);
	};

	return async (conversation, { signal = new AbortController().signal, ...writing }) => {
		signal.throwIfAborted();
		const scripted = writeLines(conversation, writing);
		const hindered = whyNot();
		if (hindered) {
			if (breaker.state(now()) === "half-open") tryAgain(createScene(conversation));
			metrics.wrote(hindered, scripted.lines.length);
			return scripted;
		}
		const scene = createScene(conversation);
		const said = createSaidBefore(scene, { used: writing.used, scripted: scripted.lines });
		const deadline = now() + WRITING_SECONDS;
		return queue.add(() => write({ scene, scripted, said, deadline, signal }));
	};
}
