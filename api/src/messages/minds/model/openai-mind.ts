import type { Mind } from "../../mind.js";
import { malformed } from "./http-json.js";
import { momentPrompt, narratorPrompt } from "./narration-prompt.js";
import type { Chat } from "./openai-chat.js";
import { characterPrompt, situationPrompt } from "./prompt.js";
import { readNarration } from "./read-narration.js";
import { readReply } from "./read-reply.js";

/** A mind behind any service that speaks as OpenAI's chat completions do. Rejects with MindError. */
export function createOpenAiMind({ name, complete }: Chat): Mind {
	return {
		name,
		async answer(request, signal) {
			const prompts = { system: characterPrompt(request), user: situationPrompt(request) };
			const { text } = await complete(prompts, signal);
			const reply = readReply(text, request.npc.name);
			if (!reply) throw malformed("the model's reply cannot be read");
			return { ...reply, generatedBy: name, byModel: true };
		},
		async narrate(request, signal) {
			const prompts = { system: narratorPrompt(request), user: momentPrompt(request) };
			const narration = readNarration((await complete(prompts, signal)).text);
			if (narration === undefined) throw malformed("the model's narration cannot be read");
			return { text: narration, generatedBy: name, byModel: true };
		},
	};
}
