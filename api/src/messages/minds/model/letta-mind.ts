import { z } from "zod";
import type { LettaMindConfig } from "../../../config/config.js";
import type { HeardLineWire } from "../../../../../game/src/shared/wire/index.js";
import type { Mind, MindRequest, NarrationRequest } from "../../mind.js";
import { MindError } from "../mind-error.js";
import { createJsonCaller, malformed } from "./http-json.js";
import { type AgentOf, createLettaAgents } from "./letta-agents.js";
import { momentPrompt, narratorPrompt } from "./narration-prompt.js";
import { PROMPT_LINES, characterPrompt, situationPrompt } from "./prompt.js";
import { readNarration } from "./read-narration.js";
import { readReply } from "./read-reply.js";

/** Steps that an agent may take for one answer: look into its memory, note something, answer. */
const MAX_STEPS = 4;

const NOT_FOUND = 404;

const partSchema = z.object({ text: z.string().optional() });

const messagesSchema = z.object({
	messages: z.array(
		z.object({ message_type: z.string(), content: z.union([z.string(), z.array(partSchema)]).nullish() }),
	),
});

export interface LettaMindOptions extends Omit<LettaMindConfig, "kind"> {
	/** World of requests that name none. */
	readonly defaultWorld: string;
}

/**
 * A mind behind a Letta server: an agent for each NPC, and one for each player's narrator, with a memory of its own
 * there. Rejects with MindError.
 */
export function createLettaMind({ url, model, key, defaultWorld }: LettaMindOptions): Mind {
	const call = createJsonCaller({ url, ...(key !== undefined && { key }) });
	const agents = createLettaAgents(call, model);
	const name = model === undefined ? "letta" : `letta:${model}`;
	/** The last thing that the agent says to a text. */
	const tell = async (of: AgentOf, content: string, signal: AbortSignal): Promise<string> => {
		const id = await agents.find(of, signal);
		const { messages } = await call({
			method: "POST",
			path: `/v1/agents/${id}/messages`,
			body: {
				messages: [{ role: "user", content }],
				include_return_message_types: ["assistant_message"],
				max_steps: MAX_STEPS,
			},
			answer: messagesSchema,
			signal,
		}).catch((error: unknown) => {
			if (!(error instanceof MindError) || error.status !== NOT_FOUND) throw error;
			// Somebody deleted the agent; the retry finds or makes another.
			agents.forget(of);
			throw new MindError(error.message, { failure: "status", status: NOT_FOUND, mayRetry: true });
		});
		return saidIn(messages);
	};

	return {
		name,
		async answer(request, signal) {
			const of = {
				npc: request.npc,
				world: request.world ?? defaultWorld,
				instructions: characterPrompt(request),
			};
			const reply = readReply(
				await tell(of, situationPrompt(request, unheard(request)), signal),
				request.npc.name,
			);
			if (!reply) throw malformed("the agent said nothing that can be read");
			return { ...reply, generatedBy: name, byModel: true };
		},
		async narrate(request, signal) {
			const text = readNarration(await tell(narratorOf(request), momentPrompt(request), signal));
			if (text === undefined) throw malformed("the agent told nothing that can be read");
			return { text, generatedBy: name, byModel: true };
		},
	};
}

/**
 * The narrator of one player's story. Each player has one: an agent remembers what it is told, and nobody is to be
 * told what another said. No world's id holds a colon, so that no NPC is taken for it.
 */
function narratorOf(request: NarrationRequest): AgentOf {
	const { experience, userId } = request;
	return {
		npc: {
			npcId: userId,
			name: "Narrator",
			persona: `Tells the story of ${experience.title} to one player.`,
			abilities: [],
			responseSpeed: 1,
		},
		world: `experience:${experience.id}`,
		instructions: narratorPrompt(request),
	};
}

/** What it has not been told yet: lines since its own last one, as an agent remembers what it was sent before. */
function unheard({ heard, npc }: MindRequest): readonly HeardLineWire[] {
	return heard.slice(heard.findLastIndex(({ speaker }) => speaker.id === npc.npcId) + 1).slice(-PROMPT_LINES);
}

/** The last thing that the agent said; thoughts and tools before it are its own affair. */
function saidIn(messages: z.infer<typeof messagesSchema>["messages"]): string {
	const content = messages.findLast(({ message_type: type }) => type === "assistant_message")?.content ?? "";
	return typeof content === "string" ? content : content.map(({ text = "" }) => text).join("");
}
