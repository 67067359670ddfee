import { z } from "zod";
import type { OpenAiMindConfig } from "../../../config/config.js";
import { createJsonCaller } from "./http-json.js";

/**
 * The object that is asked for, with a line of 200 characters in it, is under 100 tokens, and so are three sentences;
 * some models think aloud.
 */
const MAX_TOKENS = 200;

/** Lively, and still to the point. */
const TEMPERATURE = 0.8;

const completionSchema = z.object({
	choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
	// Told by most services; what cannot be read of it is no reason to do without the answer.
	usage: z
		.object({ prompt_tokens: z.number().optional().catch(undefined) })
		.optional()
		.catch(undefined),
});

export interface Prompts {
	/** Who speaks, and how. */
	readonly system: string;
	/** What is going on. */
	readonly user: string;
}

export interface Completion {
	readonly text: string;
	/** Tokens of what the model was given, by its service's own count, where that tells. */
	readonly promptTokens?: number;
}

/** A service that speaks as OpenAI's chat completions do. */
export interface Chat {
	readonly name: string;
	/** Rejects with MindError, or with the signal's reason. */
	readonly complete: (prompts: Prompts, signal: AbortSignal) => Promise<Completion>;
}

export function createOpenAiChat({ url, model, key }: Omit<OpenAiMindConfig, "kind">): Chat {
	const call = createJsonCaller({ url, ...(key !== undefined && { key }) });
	return {
		name: `openai:${model}`,
		async complete({ system, user }, signal) {
			const { choices, usage } = await call({
				method: "POST",
				path: "/chat/completions",
				body: {
					model,
					messages: [
						{ role: "system", content: system },
						{ role: "user", content: user },
					],
					max_tokens: MAX_TOKENS,
					temperature: TEMPERATURE,
					stream: false,
				},
				answer: completionSchema,
				signal,
			});
			const promptTokens = usage?.prompt_tokens;
			return { text: choices[0]!.message.content, ...(promptTokens !== undefined && { promptTokens }) };
		},
	};
}
