import { z } from "zod";
import type { OpenAiMindConfig } from "../../../config/config.js";
import type { Mind } from "../../mind.js";
import { createJsonCaller, malformed } from "./http-json.js";
import { momentPrompt, narratorPrompt } from "./narration-prompt.js";
import { characterPrompt, situationPrompt } from "./prompt.js";
import { readNarration } from "./read-narration.js";
import { readReply } from "./read-reply.js";

/**
 * The object that is asked for, with a line of 200 characters in it, is under 100 tokens, and so are three sentences;
 * some models think aloud.
 */
const MAX_TOKENS = 200;

/** Lively, and still to the point. */
const TEMPERATURE = 0.8;

const completionSchema = z.object({
	choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

interface Prompts {
	/** Who speaks, and how. */
	readonly system: string;
	/** What is going on. */
	readonly user: string;
}

/** A mind behind any service that speaks as OpenAI's chat completions do. Rejects with MindError. */
export function createOpenAiMind({ url, model, key }: Omit<OpenAiMindConfig, "kind">): Mind {
	const call = createJsonCaller({ url, ...(key !== undefined && { key }) });
	const name = `openai:${model}`;
	const complete = async (prompts: Prompts, signal: AbortSignal): Promise<string> => {
		const { choices } = await call({
			method: "POST",
			path: "/chat/completions",
			body: {
				model,
				messages: [
					{ role: "system", content: prompts.system },
					{ role: "user", content: prompts.user },
				],
				max_tokens: MAX_TOKENS,
				temperature: TEMPERATURE,
				stream: false,
			},
			answer: completionSchema,
			signal,
		});
		return choices[0]!.message.content;
	};

	return {
		name,
		async answer(request, signal) {
			const prompts = { system: characterPrompt(request), user: situationPrompt(request) };
			const reply = readReply(await complete(prompts, signal), request.npc.name);
			if (!reply) throw malformed("the model's reply cannot be read");
			return { ...reply, generatedBy: name, byModel: true };
		},
		async narrate(request, signal) {
			const prompts = { system: narratorPrompt(request), user: momentPrompt(request) };
			const text = readNarration(await complete(prompts, signal));
			if (text === undefined) throw malformed("the model's narration cannot be read");
			return { text, generatedBy: name, byModel: true };
		},
	};
}
