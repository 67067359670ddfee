import { z } from "zod";
import type { OpenAiMindConfig } from "../../../config/config.js";
import type { Mind } from "../../mind.js";
import { createJsonCaller, malformed } from "./http-json.js";
import { characterPrompt, situationPrompt } from "./prompt.js";
import { readReply } from "./read-reply.js";

/** The object that is asked for, with a line of 200 characters in it, is under 100 tokens; some models think aloud. */
const MAX_TOKENS = 200;

/** Lively, and still to the point. */
const TEMPERATURE = 0.8;

const completionSchema = z.object({
	choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

/** A mind behind any service that speaks as OpenAI's chat completions do. Rejects with MindError. */
export function createOpenAiMind({ url, model, key }: Omit<OpenAiMindConfig, "kind">): Mind {
	const call = createJsonCaller({ url, ...(key !== undefined && { key }) });
	const name = `openai:${model}`;
	return {
		name,
		async answer(request, signal) {
			const { choices } = await call({
				method: "POST",
				path: "/chat/completions",
				body: {
					model,
					messages: [
						{ role: "system", content: characterPrompt(request) },
						{ role: "user", content: situationPrompt(request) },
					],
					max_tokens: MAX_TOKENS,
					temperature: TEMPERATURE,
					stream: false,
				},
				answer: completionSchema,
				signal,
			});
			const reply = readReply(choices[0]!.message.content, request.npc.name);
			if (!reply) throw malformed("the model's reply cannot be read");
			return { ...reply, generatedBy: name, byModel: true };
		},
	};
}
